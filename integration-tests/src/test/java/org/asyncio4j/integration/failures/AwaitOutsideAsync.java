package org.asyncio4j.integration.failures;

import static java.time.Duration.ZERO;
import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.AsyncCompilationError;
import org.asyncio4j.Coroutine;

/**
 * A program with an await in an ordinary method, which the compiler refuses, and a sound coroutine
 * beside it.
 */
final class AwaitOutsideAsync {
  private AwaitOutsideAsync() {}

  static String ordinary() {
    return await(sleep(ZERO, "never")); // the refused await
  }

  @Async
  static Coroutine<String> sound() {
    return done(await(sleep(ZERO, "sound")));
  }

  public static void main(String[] args) {
    String result = run(sound());
    System.out.println(result);
    try {
      ordinary();
    } catch (AsyncCompilationError e) {
      System.out.println(e.getMessage());
    }
  }
}
