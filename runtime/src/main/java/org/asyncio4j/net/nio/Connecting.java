package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
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
import org.asyncio4j.net.ConnectOptions;
import org.jspecify.annotations.Nullable;

/**
 * Tries addresses until one of them connects: one after the other, or, with a delay, side by side
 * (RFC 8305).
 */
final class Connecting {
  private final SocketNetworking networking;
  private final ConnectOptions options;
  private final Deque<SocketAddress> untried;
  private final Set<Attempt> running = new LinkedHashSet<>();
  private final List<IOException> failures = new ArrayList<>();
  private final Future<Wire> result;
  private @Nullable TimerHandle timer;

  private Connecting(
      SocketNetworking networking,
      ConnectOptions options,
      Collection<? extends SocketAddress> addresses) {
    this.networking = networking;
    this.options = options;
    this.untried = new ArrayDeque<>(addresses);
    this.result = networking.loop().createFuture();
  }

  /**
   * Begins to connect to the addresses of a host.
   *
   * @return a future of the first connection; cancelling it ends the attempts
   */
  static Future<Wire> toAny(
      SocketNetworking networking, List<InetSocketAddress> addresses, ConnectOptions options) {
    Connecting connecting = new Connecting(networking, options, ordered(addresses, options));
    return connecting.begin();
  }

  /** Begins to connect to one address. */
  static Future<Wire> to(
      SocketNetworking networking, SocketAddress address, ConnectOptions options) {
    return new Connecting(networking, options, List.of(address)).begin();
  }

  private static Collection<InetSocketAddress> ordered(
      List<InetSocketAddress> addresses, ConnectOptions options) {
    List<InetSocketAddress> wanted = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      if (options.family() == null || options.family() == Families.of(address)) {
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
      families.computeIfAbsent(Families.of(address), f -> new ArrayDeque<>()).add(address);
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

  private Future<Wire> begin() {
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
      timer = networking.loop().callLater(options.happyEyeballsDelay(), this::tryNext);
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

  private void succeeded(Attempt attempt, Wire wire) {
    running.remove(attempt);
    if (result.isDone()) {
      wire.close();
    } else {
      result.setResult(wire);
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

  /** One address. */
  private final class Attempt implements Dialing.Outcome {
    final SocketAddress address;
    private @Nullable Dialing dialing;

    /** The loop's clock is told to wait. */
    private boolean holding;

    Attempt(SocketAddress address) {
      this.address = address;
    }

    void begin() {
      hold();
      try {
        Dialing begun = networking.dial(address, options.localAddr(), this);
        if (holding) {
          dialing = begun;
        }
      } catch (IOException e) {
        // Never from within begin(): whoever called that has not got the result yet.
        networking.loop().callSoon(() -> failed(e));
      }
    }

    @Override
    public void failed(IOException failure) {
      Connecting.this.failed(this, failure);
    }

    @Override
    public void connected(Wire wire) {
      dialing = null;
      release();
      succeeded(this, wire);
    }

    private void hold() {
      holding = true;
      networking.reactor().hold();
    }

    private void release() {
      if (holding) {
        holding = false;
        networking.reactor().release();
      }
    }

    void stop() {
      release();
      if (dialing != null) {
        dialing.cancel();
        dialing = null;
      }
    }
  }
}
