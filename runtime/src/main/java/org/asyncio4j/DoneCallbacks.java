package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The callbacks of a future that has more than one, in the order of registration. */
final class DoneCallbacks {
  private final List<Object> entries = new ArrayList<>(4);

  DoneCallbacks(Object first, Object second) {
    entries.add(first);
    entries.add(second);
  }

  void add(Object callback) {
    entries.add(callback);
  }

  int remove(Predicate<Object> matches) {
    int before = entries.size();
    entries.removeIf(matches);
    return before - entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void scheduleOn(EventLoop loop) {
    for (int i = 0; i < entries.size(); i++) {
      loop.schedule(entries.get(i));
    }
  }

  List<Object> entries() {
    return entries;
  }
}
