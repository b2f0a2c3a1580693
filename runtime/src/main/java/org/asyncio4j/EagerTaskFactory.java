package org.asyncio4j;

/**
 * {@link Asyncio#eagerTaskFactory}: fills in the option that was left open.
 *
 * @param constructor makes the tasks
 */
record EagerTaskFactory(TaskFactory constructor) implements TaskFactory {
  static final TaskFactory DEFAULT = new EagerTaskFactory(EagerTaskFactory::task);

  @Override
  public Task<?> create(EventLoop loop, Coroutine<?> coroutine, TaskOptions options) {
    TaskOptions filled =
        options.eagerStart() == null
            ? new TaskOptions(options.name(), options.context(), true)
            : options;
    return constructor.create(loop, coroutine, filled);
  }

  private static Task<?> task(EventLoop loop, Coroutine<?> coroutine, TaskOptions options) {
    return new Task<>(coroutine, loop, options);
  }
}
