package org.asyncio4j.junit.codegen;

import java.util.function.Consumer;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * Where a compiled test method hands its coroutine over, to have it run before the method returns.
 *
 * <p>JUnit calls a test method by reflection and knows nothing of coroutines: the extension says
 * here, for the length of that call, who runs what the method makes.
 */
public final class CompiledTest {
  /** Who runs the coroutines of the test method that is being called on this thread. */
  private static final ThreadLocal<Consumer<Coroutine<?>>> RUNNER = new ThreadLocal<>();

  private CompiledTest() {}

  /**
   * Runs the coroutine of a test or fixture to its end. Called by the compiled method.
   *
   * @param body the coroutine
   * @throws IllegalStateException if no extension is calling the method
   */
  public static void run(Coroutine<?> body) {
    Consumer<Coroutine<?>> runner = RUNNER.get();
    if (runner == null) {
      body.close();
      throw new IllegalStateException(
          body
              + " is the body of a test or fixture, and no extension runs it; annotate the class with"
              + " @ExtendWith(AsyncExtension.class)");
    }
    runner.accept(body);
  }

  /**
   * Sets who runs coroutines on this thread.
   *
   * @param runner who; null for nobody
   * @return who did so before
   */
  public static @Nullable Consumer<Coroutine<?>> setRunner(
      @Nullable Consumer<Coroutine<?>> runner) {
    Consumer<Coroutine<?>> before = RUNNER.get();
    if (runner == null) {
      RUNNER.remove();
    } else {
      RUNNER.set(runner);
    }
    return before;
  }
}
