package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;

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

  int remove(Object registered) {
    int before = entries.size();
    entries.removeIf(entry -> matches(entry, registered));
    return before - entries.size();
  }

  /** Whether an entry is that of {@code registered}: a task to wake, or a function to call. */
  static boolean matches(Object entry, Object registered) {
    return entry == registered
        || entry instanceof DoneCallback<?> callback && callback.calls(registered);
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
