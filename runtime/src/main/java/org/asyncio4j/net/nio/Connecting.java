package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncio4j.Future;
import org.asyncio4j.TimerHandle;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.ConnectOptions;
import org.jspecify.annotations.Nullable;

/**
 * Tries addresses until one of them connects: one after the other, or, with a delay, side by side
 * (RFC 8305).
 */
final class Connecting {
  private final Kernel kernel;
  private final ConnectOptions options;
  private final Deque<SocketAddress> untried;
  private final Set<Attempt> running = new LinkedHashSet<>();
  private final List<IOException> failures = new ArrayList<>();
  private final Future<Connected> result;
  private @Nullable TimerHandle timer;

  private Connecting(
      Kernel kernel, ConnectOptions options, Collection<? extends SocketAddress> addresses) {
    this.kernel = kernel;
    this.options = options;
    this.untried = new ArrayDeque<>(addresses);
    this.result = kernel.loop().createFuture();
  }

  /** A connected channel, and its place in the loop's selector. */
  record Connected(SocketChannel channel, Registration registration) {
    void close() {
      registration.cancel();
      Channels.close(channel);
    }
  }

  /**
   * Begins to connect to the addresses of a host.
   *
   * @return a future of the first connection; cancelling it ends the attempts
   */
  static Future<Connected> toAny(
      Kernel kernel, List<InetSocketAddress> addresses, ConnectOptions options) {
    Connecting connecting = new Connecting(kernel, options, ordered(addresses, options));
    return connecting.begin();
  }

  /** Begins to connect to one address. */
  static Future<Connected> to(Kernel kernel, SocketAddress address, ConnectOptions options) {
    return new Connecting(kernel, options, List.of(address)).begin();
  }

  private static Collection<InetSocketAddress> ordered(
      List<InetSocketAddress> addresses, ConnectOptions options) {
    List<InetSocketAddress> wanted = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      if (options.family() == null || options.family() == familyOf(address)) {
        wanted.add(address);
      }
    }
    Integer given = options.interleave();
    int first = given != null ? given : options.happyEyeballsDelay() == null ? 0 : 1;
    return first == 0 ? wanted : interleaved(wanted, first);
  }

  /** Families take turns, after {@code first} addresses of the first one. */
  static List<InetSocketAddress> interleaved(List<InetSocketAddress> addresses, int first) {
    Map<ProtocolFamily, Deque<InetSocketAddress>> families = new LinkedHashMap<>();
    for (InetSocketAddress address : addresses) {
      families.computeIfAbsent(familyOf(address), f -> new ArrayDeque<>()).add(address);
    }
    List<InetSocketAddress> result = new ArrayList<>();
    if (!families.isEmpty()) {
      Deque<InetSocketAddress> preferred = families.values().iterator().next();
      for (int i = 1; i < first && !preferred.isEmpty(); i++) {
        result.add(preferred.remove());
      }
    }
    while (result.size() < addresses.size()) {
      for (Deque<InetSocketAddress> family : families.values()) {
        if (!family.isEmpty()) {
          result.add(family.remove());
        }
      }
    }
    return result;
  }

  private Future<Connected> begin() {
    if (untried.isEmpty()) {
      result.setException(new IOException("getaddrinfo() returned empty list"));
      return result;
    }
    result.addDoneCallback(done -> stopAll());
    tryNext();
    return result;
  }

  private void tryNext() {
    stopTimer();
    SocketAddress address = untried.poll();
    if (address == null) {
      if (running.isEmpty()) {
        result.setException(combined());
      }
      return;
    }
    Attempt attempt = new Attempt(address);
    running.add(attempt);
    if (options.happyEyeballsDelay() != null && !untried.isEmpty()) {
      timer = kernel.loop().callLater(options.happyEyeballsDelay(), this::tryNext);
    }
    attempt.begin();
  }

  private void failed(Attempt attempt, IOException failure) {
    attempt.stop();
    running.remove(attempt);
    failures.add(SocketFailures.ofConnect(attempt.address, failure));
    if (!result.isDone()) {
      tryNext();
    }
  }

  private void succeeded(Attempt attempt, Connected connected) {
    running.remove(attempt);
    if (result.isDone()) {
      connected.close();
    } else {
      result.setResult(connected);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void stopAll() {
    stopTimer();
    untried.clear();
    for (Attempt attempt : List.copyOf(running)) {
      attempt.stop();
    }
    running.clear();
  }

  private IOException combined() {
    IOException first = failures.get(0);
    boolean alike =
        failures.stream().allMatch(f -> Objects.equals(f.getMessage(), first.getMessage()));
    if (alike) {
      return first;
    }
    IOException all =
        new IOException(
            "Multiple exceptions: "
                + failures.stream().map(Throwable::getMessage).collect(Collectors.joining(", ")));
    failures.forEach(all::addSuppressed);
    return all;
  }

  private static ProtocolFamily familyOf(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      InetAddress ip = inet.getAddress();
      return ip != null && ip.getAddress().length == 4
          ? StandardProtocolFamily.INET
          : StandardProtocolFamily.INET6;
    }
    return StandardProtocolFamily.UNIX;
  }

  /** One address. */
  private final class Attempt {
    final SocketAddress address;
    private @Nullable SocketChannel channel;
    private @Nullable Registration registration;

    Attempt(SocketAddress address) {
      this.address = address;
    }

    void begin() {
      try {
        SocketChannel opened = SocketChannel.open(familyOf(address));
        channel = opened;
        opened.configureBlocking(false);
        bindLocally(opened);
        Registration registered = kernel.reactor().register(opened);
        registration = registered;
        kernel.reactor().hold();
        if (opened.connect(address)) {
          connected(opened, registered);
        } else {
          registered.callbacks(() -> {}, () -> finish(opened, registered));
          registered.add(SelectionKey.OP_CONNECT);
        }
      } catch (IOException e) {
        // Never from within begin(): whoever called that has not got the result yet.
        kernel.loop().callSoon(() -> failed(this, e));
      }
    }

    private void bindLocally(SocketChannel opened) throws IOException {
      InetSocketAddress local = options.localAddr();
      if (local != null && address instanceof InetSocketAddress) {
        try {
          opened.bind(local);
        } catch (IOException e) {
          throw SocketFailures.ofBind(local, e);
        }
      }
    }

    private void finish(SocketChannel opened, Registration registered) {
      try {
        if (opened.finishConnect()) {
          registered.remove(SelectionKey.OP_CONNECT);
          connected(opened, registered);
        }
      } catch (IOException e) {
        failed(this, e);
      }
    }

    private void connected(SocketChannel opened, Registration registered) {
      kernel.reactor().release();
      channel = null;
      registration = null;
      succeeded(this, new Connected(opened, registered));
    }

    void stop() {
      if (registration != null) {
        registration.cancel();
        registration = null;
        kernel.reactor().release();
      }
      if (channel != null) {
        Channels.close(channel);
        channel = null;
      }
    }
  }
}
