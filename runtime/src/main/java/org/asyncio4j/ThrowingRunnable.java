package org.asyncio4j;

/** Blocking code without a result, for {@link Asyncio#toThread(ThrowingRunnable)}. */
@FunctionalInterface
public interface ThrowingRunnable {
  /**
   * Runs the code.
   *
   * @throws Exception what it fails with
   */
  void run() throws Exception;
}
