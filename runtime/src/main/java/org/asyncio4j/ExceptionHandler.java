package org.asyncio4j;

/**
 * Told of failures that nobody handles, once set by {@link EventLoop#setExceptionHandler}. Called
 * on the loop's thread.
 *
 * <p>What it throws is reported by the default handler.
 */
@FunctionalInterface
public interface ExceptionHandler {
  /**
   * Handles one failure.
   *
   * @param loop the loop in which it happened; {@link EventLoop#defaultExceptionHandler} is there
   *     to be called too
   * @param context what happened
   */
  void handle(EventLoop loop, ExceptionContext context);
}
