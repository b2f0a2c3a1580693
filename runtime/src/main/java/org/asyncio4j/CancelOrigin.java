package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * Where a cancellation comes from: who asked for it and, in debug mode, in which place. Immutable;
 * from any thread.
 *
 * <p>It stays the same however far the cancellation travels, through tasks that await tasks. Beyond
 * asyncio, where nothing tells.
 */
public final class CancelOrigin {
  /** What {@link Future#cancel(String)} was given. */
  final @Nullable String message;

  /** The class of a callback, the number of a task that was given no name, or a description. */
  private final Object asker;

  private final @Nullable Throwable where;

  private CancelOrigin(@Nullable String message, Object asker, @Nullable Throwable where) {
    this.message = message;
    this.asker = asker;
    this.where = where;
  }

  /** A request of whatever runs on the loop by now. */
  static CancelOrigin of(EventLoop loop, @Nullable String message) {
    return make(loop, message, askerOn(loop));
  }

  /** A request of a part of this library. */
  static CancelOrigin of(EventLoop loop, @Nullable String message, String part) {
    return make(loop, message, part);
  }

  private static CancelOrigin make(EventLoop loop, @Nullable String message, Object asker) {
    Throwable where = null;
    if (loop.debug != null) {
      where = new Throwable("cancelled by " + describe(asker));
    }
    return new CancelOrigin(message, asker, where);
  }

  private static Object askerOn(EventLoop loop) {
    Task<?> task = loop.currentTask();
    if (task != null) {
      Object name = task.nameOrNumber();
      return name instanceof Integer ? name : "task '" + name + "'";
    }
    Object callback = loop.currentCallback();
    return callback == null ? "no task or callback" : callback.getClass();
  }

  private static String describe(Object asker) {
    if (asker instanceof Class<?> callback) {
      return "callback " + Descriptions.ofCallback(callback);
    }
    return asker instanceof Integer number
        ? "task '" + Task.nameOf(number) + "'"
        : asker.toString();
  }

  /** The same for further errors, which have no message. */
  CancelOrigin withoutMessage() {
    return message == null ? this : new CancelOrigin(null, asker, where);
  }

  /**
   * {@return who asked} {@code task 'Task-1'}, {@code callback Hello.<lambda>()}, {@code Timeout},
   * {@code TaskGroup}, {@code Runner} and so on.
   */
  public String by() {
    return describe(asker);
  }

  /**
   * {@return the stack of the request; null unless the loop was in debug mode by then} See {@link
   * EventLoop#setDebug}.
   */
  public @Nullable Throwable where() {
    return where;
  }

  /** {@return {@link #by()}} */
  @Override
  public String toString() {
    return by();
  }
}
