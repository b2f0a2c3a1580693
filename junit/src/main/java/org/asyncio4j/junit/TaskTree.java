package org.asyncio4j.junit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.asyncio4j.Asyncio;
import org.asyncio4j.FrameCallGraphEntry;
import org.asyncio4j.FutureCallGraph;
import org.asyncio4j.Task;

/**
 * Tasks as text, as {@code python -m asyncio pstree} draws them: each with the frames of its
 * coroutines, outermost first, and below these the tasks that it awaits.
 */
final class TaskTree {
  /** More would not be read. */
  private static final int MOST = 100;

  /** What each task awaits, of those that are drawn. */
  private final Map<Task<?>, List<Task<?>>> awaited = new LinkedHashMap<>();

  private final Map<Task<?>, List<StackTraceElement>> frames = new LinkedHashMap<>();
  private final List<Task<?>> undrawn = new ArrayList<>();
  private final StringJoiner lines = new StringJoiner("\n");

  private TaskTree(Collection<? extends Task<?>> tasks) {
    undrawn.addAll(tasks);
    tasks.forEach(task -> awaited.put(task, new ArrayList<>()));
  }

  /** Draws {@code tasks}; empty text for none. On the thread of their loop. */
  static String of(Collection<? extends Task<?>> tasks) {
    String tree = new TaskTree(tasks.stream().limit(MOST).toList()).draw();
    return tasks.size() <= MOST ? tree : tree + "\nand " + (tasks.size() - MOST) + " more";
  }

  /** Where a task is suspended: the frames of its coroutines, innermost first. */
  static List<StackTraceElement> framesOf(Task<?> task) {
    return framesOf(Asyncio.captureCallGraph(task));
  }

  private String draw() {
    List<Task<?>> roots = new ArrayList<>(undrawn);
    for (Task<?> task : undrawn) {
      FutureCallGraph graph = Asyncio.captureCallGraph(task);
      frames.put(task, framesOf(graph));
      for (FutureCallGraph awaiter : graph.awaitedBy()) {
        List<Task<?>> children = awaited.get(awaiter.future());
        if (children != null) {
          children.add(task);
          roots.remove(task);
        }
      }
    }
    drawAll(roots, "");
    while (!undrawn.isEmpty()) {
      // What is left awaits itself in a circle.
      drawAll(List.of(undrawn.get(0)), "");
    }
    return lines.toString();
  }

  private static List<StackTraceElement> framesOf(FutureCallGraph graph) {
    return graph.callStack().stream().map(FrameCallGraphEntry::frame).toList();
  }

  private void drawAll(List<Task<?>> tasks, String indent) {
    for (int i = 0; i < tasks.size(); i++) {
      boolean last = i == tasks.size() - 1;
      draw(tasks.get(i), indent + (last ? "└── " : "├── "), indent + (last ? "    " : "│   "));
    }
  }

  private void draw(Task<?> task, String head, String indent) {
    lines.add(head + "(T) " + task.getName());
    // A task that two others await is drawn below both, with what it awaits below the first.
    if (!undrawn.remove(task)) {
      return;
    }
    String below = indent;
    List<StackTraceElement> stack = frames.getOrDefault(task, List.of());
    for (int i = stack.size() - 1; i >= 0; i--) {
      lines.add(below + "└── " + stack.get(i));
      below += "    ";
    }
    drawAll(awaited.getOrDefault(task, List.of()), below);
  }
}
