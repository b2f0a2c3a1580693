package guest;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** Stops at each line that has a comment. */
public class Debugged {
  private final String name;

  Debugged(String name) {
    this.name = name;
  }

  @Async
  static Coroutine<Integer> twice(int number) {
    await(yieldNow()); // twice: await
    return done(2 * number); // twice: return
  }

  @Async
  static Coroutine<Integer> atOnce(int number) {
    return done(number); // atOnce: return
  }

  @Async
  Coroutine<Integer> sum(int first, long factor) {
    String text = "text"; // text
    int sum = first; // sum
    for (int i = 0; i < 2; i++) { // for
      int value = await(twice(i)); // await
      sum += value * (int) factor; // add
    }
    sum += await(atOnce(5)); // await at once
    try {
      double half = 0.5; // half
      await(yieldNow()); // await in try
      half = Math.max(half, sum); // max
      sum = (int) half; // assign
    } finally {
      sum += await(twice(sum)); // await in finally
    }
    int last = sum + text.length() + name.length(); // last
    return done(last); // return
  }

  public static void main(String[] args) {
    System.out.println(run(new Debugged("name").sum(1, 3L)));
  }
}
