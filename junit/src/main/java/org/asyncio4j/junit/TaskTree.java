package org.asyncio4j.junit;

import java.util.Collection;
import java.util.StringJoiner;
import org.asyncio4j.Task;

/** Tasks as text: who awaits whom, and where. */
final class TaskTree {
  private TaskTree() {}

  /** Draws {@code tasks}; empty text for none. On the thread of their loop. */
  static String of(Collection<? extends Task<?>> tasks) {
    StringJoiner lines = new StringJoiner("\n");
    for (Task<?> task : tasks) {
      lines.add("└── (T) " + task.getName());
      for (StackTraceElement frame : task.getStack()) {
        lines.add("    └── " + frame);
      }
    }
    return lines.toString();
  }
}
