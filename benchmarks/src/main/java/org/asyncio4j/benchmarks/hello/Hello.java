package org.asyncio4j.benchmarks.hello;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.sleep;

import java.time.Duration;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** The program of the README, without its seconds of sleep. */
public final class Hello {
  private Hello() {}

  @Async
  private static Coroutine<Void> sayAfter(Duration delay, String what) {
    await(sleep(delay));
    System.out.println(what);
    return done();
  }

  @Async
  private static Coroutine<Void> say() {
    Task<Void> task = createTask(sayAfter(Duration.ofNanos(1), "hello"));
    await(task);
    return done();
  }

  /** Prints a line. */
  public static void main(String[] args) {
    run(say());
  }
}
