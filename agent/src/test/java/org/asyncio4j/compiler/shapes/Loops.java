package org.asyncio4j.compiler.shapes;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;

/** Loops that hold suspension points at every depth, and ways in and out of them. */
public class Loops {

  @Async
  static Coroutine<Integer> nested(Awaitable<Integer> step, int n) {
    int sum = 0;
    for (int i = 0; i < await(step); i++) {
      for (int j = 0; j < n; j += await(step)) {
        if (j == 1) {
          continue;
        }
        int k = 0;
        do {
          sum += await(step) * k;
        } while (++k < j);
      }
      while (sum % 7 != 0) {
        sum++;
      }
    }
    return done(sum);
  }

  @Async
  static Coroutine<Integer> forever(Awaitable<Integer> step) {
    for (; ; ) {
      await(step);
    }
  }

  @Async
  static Coroutine<Integer> labelled(Awaitable<Integer> step) {
    int sum = 0;
    outer:
    for (; ; ) {
      for (int k = 0; ; k++) {
        try {
          if (await(step) > k) {
            continue outer;
          }
          if (sum > 50) {
            break outer;
          }
        } catch (IllegalStateException e) {
          await(step);
          break;
        } finally {
          sum += await(step);
        }
      }
    }
    return done(sum);
  }

  @Async
  static Coroutine<Integer> retried(Awaitable<Integer> step) {
    while (true) {
      try {
        return done(await(step));
      } catch (IllegalStateException e) {
        await(step);
      }
    }
  }

  @Async
  static Coroutine<Long> beside(Awaitable<Integer> step, List<String> names) {
    long sum = 0;
    for (String name : names) {
      for (int i = 0; i < 1000; i++) {
        sum += (long) i * name.length();
      }
      await(step);
      switch (name) {
        case "a":
          sum += await(step);
          break;
        case "b":
          for (int i = await(step); i > 0; i--) {
            sum -= i;
          }
          continue;
        default:
          sum++;
      }
    }
    return done(sum);
  }
}
