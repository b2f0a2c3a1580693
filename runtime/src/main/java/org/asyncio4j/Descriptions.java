package org.asyncio4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Futures, tasks and callbacks in asyncio's forms, with Java's values. */
final class Descriptions {
  private static final int LONGEST_VALUE = 60;

  private Descriptions() {}

  static String ofFuture(Future<?> future) {
    return ofFuture(future, true);
  }

  /**
   * {@code <Task pending name='Task-1' coro=<Hello.main() running at Hello.java:12>
   * wait_for=<Future pending cb=[...]>>}.
   */
  private static String ofFuture(Future<?> future, boolean withWaiter) {
    StringBuilder text =
        new StringBuilder("<").append(future.kind()).append(' ').append(state(future));
    if (future instanceof Task<?> task) {
      text.append(" name='").append(task.getName()).append('\'');
      text.append(" coro=<").append(ofCoroutine(task.getCoro())).append('>');
      Future<?> waiter = task.waiter();
      if (waiter != null && withWaiter) {
        // One level only: tasks may wait for each other a hundred thousand deep, or in a circle.
        text.append(" wait_for=").append(ofFuture(waiter, false));
      }
    }
    if (future.state == Future.FINISHED) {
      text.append(" result=").append(shortened(future.payload));
    } else if (future.state == Future.FAILED) {
      text.append(" exception=").append(future.failure());
    }
    return text.append(callbacks(future)).append('>').toString();
  }

  private static String state(Future<?> future) {
    return switch (future.state) {
      case Future.PENDING ->
          future instanceof Task<?> task && task.cancelling() > 0 ? "cancelling" : "pending";
      case Future.CANCELLED -> "cancelled";
      default -> "finished";
    };
  }

  private static String shortened(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }

  private static String ofCoroutine(Coroutine<?> coroutine) {
    String name = coroutine.qualifiedName() + "()";
    if (coroutine.status == Coroutine.CORO_CLOSED) {
      return name + " done";
    }
    StackTraceElement frame = coroutine.position();
    return frame == null || frame.getFileName() == null
        ? name
        : name + " running at " + frame.getFileName() + ':' + frame.getLineNumber();
  }

  private static String callbacks(Future<?> future) {
    List<Object> all = future.callbackList();
    if (all.isEmpty()) {
      return "";
    }
    String first = ofCallback(all.get(0));
    String last = ofCallback(all.get(all.size() - 1));
    return switch (all.size()) {
      case 1 -> " cb=[" + first + ']';
      case 2 -> " cb=[" + first + ", " + last + ']';
      default -> " cb=[" + first + ", <" + (all.size() - 2) + " more>, " + last + ']';
    };
  }

  /** {@code Hello.<lambda>()}: a lambda has no name, but its class tells where it stands. */
  static String ofCallback(Object callback) {
    if (callback instanceof Task<?>) {
      return "Task.task_wakeup()";
    }
    if (callback instanceof DoneCallback<?> done) {
      return done.callback == null ? "cancelled" : ofCallback(done.callback);
    }
    return ofCallback(callback.getClass());
  }

  static String ofCallback(Class<?> callback) {
    String className = callback.getName();
    String name = className.substring(className.lastIndexOf('.', end(className)) + 1);
    int lambda = name.indexOf("$$Lambda");
    return (lambda < 0 ? name : name.substring(0, lambda) + ".<lambda>").replace('$', '.') + "()";
  }

  /** The name of a hidden class goes on behind a slash, with anything in it. */
  private static int end(String className) {
    int slash = className.indexOf('/');
    return slash < 0 ? className.length() : slash;
  }
}
