package org.asyncio4j;

/**
 * Makes the tasks of a loop, once set by {@link EventLoop#setTaskFactory}. Called on the loop's
 * thread.
 *
 * <pre>{@code
 * loop.setTaskFactory((l, coroutine, options) -> {
 *   log(coroutine);
 *   return new Task<>(coroutine, l, options);
 * });
 * }</pre>
 *
 * <p>Mirrors the callable of {@code loop.set_task_factory}.
 */
@FunctionalInterface
public interface TaskFactory {
  /**
   * Makes a task of a coroutine and schedules it.
   *
   * @param loop the loop that it is to run on
   * @param coroutine what it is to run
   * @param options what {@code createTask} was given beside
   * @return a task of {@code coroutine} on {@code loop}
   */
  Task<?> create(EventLoop loop, Coroutine<?> coroutine, TaskOptions options);
}
