package guest;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

public class Covered {
  @Async
  static Coroutine<Integer> number(int number) {
    await(yieldNow()); // run
    return done(number); // run
  }

  @Async
  static Coroutine<Integer> failing() {
    await(yieldNow()); // run
    throw new IllegalStateException(); // run
  }

  @Async
  static Coroutine<Integer> sum(int times) {
    int sum = 0; // run
    for (int i = 0; i < times; i++) { // run
      sum += await(number(i)); // run
      if (sum > 100) { // run
        sum = await(number(0)); // not run
      }
    }
    try {
      await(failing()); // counted when it comes back: JaCoCo has no probe within a line
      sum = -1; // not run
    } catch (IllegalStateException e) { // run
      sum += await(number(10)); // run
    }
    return done(sum); // run
  }

  @Async
  static Coroutine<Integer> uncalled() {
    return done(await(number(1))); // not run
  }

  public static void main(String[] args) {
    System.out.println(run(sum(3))); // run
  }
}
