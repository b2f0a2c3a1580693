package org.asyncio4j.integration.language;

import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.sleep;

import org.asyncio4j.Async;

/** A program whose {@code main} is a coroutine. */
final class AsyncMain {
  private AsyncMain() {}

  @Async
  static void main(String[] args) throws Exception {
    for (String arg : args) {
      await(sleep(ofMillis(1)));
      if (arg.equals("stop")) {
        return;
      }
      if (arg.equals("fail")) {
        throw new Exception("failed"); // fails
      }
      System.out.println("hello " + arg);
    }
    System.out.println("end");
  }

  /** The launcher of Java 17 wants a public one. */
  public static final class Launcher {
    private Launcher() {}

    /** Calls it as the launcher would. */
    public static void main(String[] args) throws Exception {
      AsyncMain.main(args);
    }
  }
}
