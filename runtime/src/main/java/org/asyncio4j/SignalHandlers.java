package org.asyncio4j;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a loop does on signals, and what was done before. Confined to the loop's thread; the signals
 * come on others.
 */
final class SignalHandlers {
  private final EventLoop loop;

  /** By the signal's name, without SIG. */
  private final Map<String, Object> previous = new HashMap<>();

  SignalHandlers(EventLoop loop) {
    this.loop = loop;
  }

  void add(String signal, Runnable callback) {
    Object context = loop.snapshotContext();
    String name = nameOf(signal);
    try {
      Object handler = Signals.handler(() -> loop.post(new Handle(callback, context)));
      previous.putIfAbsent(name, Signals.set(name, handler));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("SIG" + name + " cannot be caught", e);
    } catch (NoClassDefFoundError e) {
      throw new UnsupportedOperationException("this JVM tells of no signals", e);
    }
  }

  boolean remove(String signal) {
    String name = nameOf(signal);
    Object before = previous.remove(name);
    if (before == null) {
      return false;
    }
    Signals.set(name, before);
    return true;
  }

  void removeAll() {
    for (String name : List.copyOf(previous.keySet())) {
      remove(name);
    }
  }

  private static String nameOf(String signal) {
    String upper = signal.toUpperCase(Locale.ROOT);
    return upper.startsWith("SIG") ? upper.substring(3) : upper;
  }
}
