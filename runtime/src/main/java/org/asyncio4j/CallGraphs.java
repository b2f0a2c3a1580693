package org.asyncio4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#captureCallGraph()} and {@link Asyncio#formatCallGraph()}: reads what the runtime
 * keeps anyway, the links between coroutines and the callbacks of futures.
 */
final class CallGraphs {
  /** How far a chain of tasks is followed: more is not read, and would overflow the stack. */
  private static final int MAX_LEVELS = 200;

  /** What has been expanded: tasks may await each other in a circle. */
  private final Set<Future<?>> expanded = Collections.newSetFromMap(new IdentityHashMap<>());

  private CallGraphs() {}

  /** The graph above a future; null for the current task if there is none. */
  static @Nullable FutureCallGraph capture(@Nullable Future<?> future) {
    EventLoop loop = EventLoop.runningOrNull();
    Task<?> current = loop == null ? null : loop.currentTask();
    if (future != null && future != current) {
      return new CallGraphs().node(future, suspendedFrames(future), 0);
    }
    if (loop == null) {
      throw new IllegalStateException(
          "capture_call_graph() is called outside of a running event loop and no *future* to"
              + " introspect was provided");
    }
    return current == null ? null : new CallGraphs().node(current, runningFrames(current), 0);
  }

  private FutureCallGraph node(Future<?> future, List<FrameCallGraphEntry> stack, int level) {
    List<FutureCallGraph> awaitedBy = new ArrayList<>();
    if (expanded.add(future) && level < MAX_LEVELS) {
      Set<Future<?>> awaiters = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Future<?> awaiter : awaitersOf(future)) {
        if (awaiters.add(awaiter)) {
          awaitedBy.add(node(awaiter, suspendedFrames(awaiter), level + 1));
        }
      }
    }
    return new FutureCallGraph(future, stack, awaitedBy);
  }

  /** The tasks behind the callbacks of a future, in their order. */
  private static List<Future<?>> awaitersOf(Future<?> future) {
    List<Future<?>> awaiters = new ArrayList<>();
    List<Future<?>> open = new ArrayList<>(List.of(future));
    for (int i = 0; i < open.size(); i++) {
      for (Object callback : open.get(i).callbackList()) {
        Future<?> waiting = waitingBehind(callback);
        if (waiting instanceof Task<?>) {
          awaiters.add(waiting);
        } else if (waiting != null) {
          open.add(waiting);
        }
      }
    }
    return awaiters;
  }

  private static @Nullable Future<?> waitingBehind(Object callback) {
    if (callback instanceof Task<?> task) {
      return task;
    }
    return callback instanceof DoneCallback<?> done && done.callback instanceof AwaitLink link
        ? link.waiting()
        : null;
  }

  private static List<FrameCallGraphEntry> suspendedFrames(Future<?> future) {
    if (!(future instanceof Task<?> task) || task.isDone()) {
      return List.of();
    }
    return entries(Traces.framesFrom(innermostOf(task.getCoro())));
  }

  /** The methods that run, down to the innermost suspended coroutine, and those that await it. */
  private static List<FrameCallGraphEntry> runningFrames(Task<?> task) {
    return entries(Traces.framesHere(innermostOf(task.getCoro()).awaiter));
  }

  private static Coroutine<?> innermostOf(Coroutine<?> root) {
    Coroutine<?> current = root;
    while (current.awaitee instanceof Coroutine<?> child) {
      current = child;
    }
    return current;
  }

  private static List<FrameCallGraphEntry> entries(List<StackTraceElement> frames) {
    return frames.stream().map(FrameCallGraphEntry::new).toList();
  }

  static String format(@Nullable FutureCallGraph graph) {
    List<String> lines = new ArrayList<>();
    if (graph != null) {
      format(graph, "", lines);
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static void format(FutureCallGraph graph, String indent, List<String> lines) {
    Future<?> future = graph.future();
    String name =
        future instanceof Task<?> task ? "Task(name='" + task.getName() + "', " : "Future(";
    lines.add(String.format("%s* %sid=0x%08x)", indent, name, System.identityHashCode(future)));
    if (!graph.callStack().isEmpty()) {
      lines.add(indent + "  + Call stack:");
      graph.callStack().forEach(entry -> lines.add(indent + "  |   at " + entry.frame()));
    }
    if (!graph.awaitedBy().isEmpty()) {
      lines.add(indent + "  + Awaited by:");
      graph.awaitedBy().forEach(awaiter -> format(awaiter, indent + "    ", lines));
    }
  }
}
