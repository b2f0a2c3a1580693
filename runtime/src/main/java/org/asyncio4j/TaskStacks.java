package org.asyncio4j;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@link Task#getStack} and {@link Task#printStack}. */
final class TaskStacks {
  private TaskStacks() {}

  static List<StackTraceElement> of(Task<?> task) {
    if (task.state == Future.FAILED) {
      List<StackTraceElement> frames = new ArrayList<>(Traces.coroutineFrames(task.failure()));
      Collections.reverse(frames);
      return frames;
    }
    StackTraceElement frame = task.isDone() ? null : task.getCoro().position();
    return frame == null ? List.of() : List.of(frame);
  }

  static void print(Task<?> task, PrintStream out) {
    List<StackTraceElement> stack = of(task);
    if (stack.isEmpty()) {
      out.println("No stack for " + task);
      return;
    }
    boolean failed = task.state == Future.FAILED;
    out.println((failed ? "Traceback for " : "Stack for ") + task + " (most recent call last):");
    for (StackTraceElement frame : stack) {
      out.println("\tat " + frame);
    }
    if (failed) {
      out.println(task.failure());
    }
  }
}
