package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.IdentityHashMap;
import java.util.Map;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/**
 * The users' own channels that a loop watches: each for one reader and one writer at most. A
 * channel that nobody waits for is not registered, so that it is its owner's to close.
 */
final class Watches {
  private static final int READING = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

  /** Both: a channel that connects is one that is written to later. */
  private static final int WRITING = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final Reactor reactor;

  /** Stands where nobody waits. */
  private final Object nothing;

  private final Map<SelectableChannel, Watch> watches = new IdentityHashMap<>();

  Watches(Reactor reactor) {
    this.reactor = reactor;
    this.nothing = reactor.entry(() -> {});
  }

  /** Somebody who is told. */
  final class Listener implements Runnable {
    private final Watch watch;
    private final Runnable callback;

    /** What is in the loop's queue when the channel is ready. */
    private final Object entry = reactor.entry(this);

    Listener(Watch watch, Runnable callback) {
      this.watch = watch;
      this.callback = callback;
    }

    /** The place may have been taken, or left, since the channel became ready. */
    @Override
    public void run() {
      if (watch.reader == this || watch.writer == this) {
        callback.run();
      }
    }

    /** Waits no more. */
    void stop() {
      if (watch.reader == this) {
        watch.reader = null;
        watch.update();
      } else if (watch.writer == this) {
        watch.writer = null;
        watch.update();
      }
    }
  }

  /** A channel that somebody waits for. */
  private final class Watch {
    private final SelectableChannel channel;
    private final Registration registration;
    private @Nullable Listener reader;
    private @Nullable Listener writer;

    Watch(SelectableChannel channel) throws IOException {
      this.channel = channel;
      this.registration = reactor.register(channel);
      registration.lend();
    }

    private void update() {
      if (reader == null && writer == null) {
        registration.cancel();
        watches.remove(channel, this);
        return;
      }
      registration.entries(
          reader == null ? nothing : reader.entry, writer == null ? nothing : writer.entry);
      set(reader != null, READING & channel.validOps());
      set(writer != null, WRITING & channel.validOps());
    }

    private void set(boolean wanted, int operations) {
      if (wanted) {
        registration.add(operations);
      } else {
        registration.remove(operations);
      }
    }
  }

  Listener addReader(SelectableChannel channel, Runnable callback) throws IOException {
    Watch watch = watch(channel, READING, "read from");
    Listener listener = new Listener(watch, callback);
    watch.reader = listener;
    watch.update();
    return listener;
  }

  Listener addWriter(SelectableChannel channel, Runnable callback) throws IOException {
    Watch watch = watch(channel, WRITING, "written to");
    Listener listener = new Listener(watch, callback);
    watch.writer = listener;
    watch.update();
    return listener;
  }

  boolean removeReader(SelectableChannel channel) {
    Watch watch = watches.get(channel);
    if (watch == null || watch.reader == null) {
      return false;
    }
    watch.reader.stop();
    return true;
  }

  boolean removeWriter(SelectableChannel channel) {
    Watch watch = watches.get(channel);
    if (watch == null || watch.writer == null) {
      return false;
    }
    watch.writer.stop();
    return true;
  }

  private Watch watch(SelectableChannel channel, int operations, String what) throws IOException {
    checkNonBlocking(channel);
    if ((channel.validOps() & operations) == 0) {
      throw new IllegalArgumentException(channel + " cannot be " + what);
    }
    Watch watch = watches.get(channel);
    if (watch != null && channel.isOpen()) {
      return watch;
    }
    checkFree(channel);
    watch = new Watch(channel);
    watches.put(channel, watch);
    return watch;
  }

  static void checkNonBlocking(SelectableChannel channel) {
    if (channel.isOpen() && channel.isBlocking()) {
      throw new IllegalArgumentException("the socket must be non-blocking");
    }
  }

  /** A transport's place is not to be taken. */
  void checkFree(SelectableChannel channel) {
    if (channel.isRegistered()) {
      // It may be that it has only just been left.
      reactor.flush();
      if (channel.isRegistered()) {
        throw new IllegalStateException(
            "File descriptor of " + channel + " is used by a transport, or by another selector");
      }
    }
  }
}
