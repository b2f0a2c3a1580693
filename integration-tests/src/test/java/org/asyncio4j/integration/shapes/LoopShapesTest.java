package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** Loops, with awaits in every place of them. */
class LoopShapesTest extends ShapesTest {
  @Yields("0+1+2+3=6")
  @Async
  static Coroutine<String> forWithAwaitInBody(Source s) {
    StringBuilder log = new StringBuilder();
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      log.append(i == 0 ? "" : "+").append(i);
      sum += await(s.of(i));
    }
    return done(log.append("=").append(sum).toString());
  }

  @Yields("[0, 2, 4]")
  @Async
  static Coroutine<List<Integer>> forWithAwaitEverywhere(Source s) {
    List<Integer> seen = new ArrayList<>();
    for (int i = await(s.of(0)); i < await(s.of(6)); i += await(s.of(2))) {
      seen.add(await(s.of(i)));
    }
    return done(seen);
  }

  @Yields("5")
  @Async
  static Coroutine<Integer> whileWithAwaitInCondition(Source s) {
    int i = 0;
    while (await(s.of(i < 5))) {
      i++;
    }
    return done(i);
  }

  @Yields("1")
  @Async
  static Coroutine<Integer> doWhileRunsOnce(Source s) {
    int i = 0;
    do {
      i++;
    } while (await(s.of(false)));
    return done(i);
  }

  @Yields("3 6.0")
  @Async
  static Coroutine<String> doWhileWithAwaitInBody(Source s) {
    int i = 0;
    double sum = 0;
    do {
      sum += await(s.of(2.0));
      i++;
    } while (i < 3);
    return done(i + " " + sum);
  }

  @Yields("[000, 001, 010, 011, 100, 101, 110, 111]")
  @Async
  static Coroutine<List<String>> threeDeepWithAwaitsAtEachDepth(Source s) {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String a = await(s.of("" + i));
      for (int j = 0; j < 2; j++) {
        String b = await(s.of(a + j));
        for (int k = 0; k < 2; k++) {
          seen.add(await(s.of(b + k)));
        }
      }
    }
    return done(seen);
  }

  @Yields("12")
  @Async
  static Coroutine<Integer> awaitOnlyInInnermost(Source s) {
    int count = 0;
    for (int i = 0; i < 2; i++) {
      for (long j = 0; j < 3; j++) {
        int k = 0;
        while (k < 2) {
          count += await(s.of(1));
          k++;
        }
      }
    }
    return done(count);
  }

  @Yields("499500 10")
  @Async
  static Coroutine<String> plainLoopBesideAwaitingLoop(Source s) {
    int awaited = 0;
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum = 0;
      for (int j = 0; j < 1000; j++) {
        sum += j;
      }
      awaited += await(s.of(1));
    }
    return done(sum + " " + awaited);
  }

  @Yields("[0.0, 0.1, 1.0, 2.0, 2.1]")
  @Async
  static Coroutine<List<String>> labelledContinueAndBreak(Source s) {
    List<String> seen = new ArrayList<>();
    rows:
    for (int i = 0; ; i++) {
      for (int j = 0; j < 2; j++) {
        seen.add(await(s.of(i + "." + j)));
        if (i == 1) {
          continue rows;
        }
        if (i == 2 && j == 1) {
          break rows;
        }
      }
    }
    return done(seen);
  }

  @Yields("[b, d]")
  @Async
  static Coroutine<List<String>> continueBeforeAwaitInForEach(Source s) {
    List<String> seen = new ArrayList<>();
    for (String item : List.of("a", "b", "c", "d")) {
      if (item.equals("a") || item.equals("c")) {
        continue;
      }
      seen.add(await(s.of(item)));
    }
    return done(seen);
  }

  @Yields("ABC")
  @Async
  static Coroutine<String> forEachOverAwaitedArray(Source s) {
    String text = "";
    for (String item : await(s.of(new String[] {"a", "b", "c"}))) {
      text += await(s.of(item)).toUpperCase(Locale.ROOT);
    }
    return done(text);
  }

  @Yields("10")
  @Async
  static Coroutine<Long> forEachOverAwaitedPrimitives(Source s) {
    long sum = 0;
    for (long item : await(s.of(new long[] {1, 2, 3, 4}))) {
      sum += await(s.of(item));
    }
    return done(sum);
  }

  @Yields("6")
  @Async
  static Coroutine<Integer> forEachOverAwaitedList(Source s) {
    int sum = 0;
    for (int item : await(s.of(List.of(1, 2, 3)))) {
      sum += await(s.of(item));
    }
    return done(sum);
  }

  @Yields("found 7")
  @Async
  static Coroutine<String> endlessLoopLeftByReturn(Source s) {
    for (int i = 5; ; i++) {
      if (await(s.of(i)) == 7) {
        return done("found " + i);
      }
    }
  }

  @Yields("throws IllegalStateException: enough")
  @Async
  static Coroutine<Void> endlessLoopWithoutReturn(Source s) {
    int i = 0;
    for (; ; ) {
      await(s.of(i));
      if (++i == 3) {
        await(s.failing(new IllegalStateException("enough")));
      }
    }
  }

  @Yields("[x3, x2, x1]")
  @Async
  static Coroutine<List<String>> awaitedValueAssignedAtTheEnd(Source s) {
    List<String> seen = new ArrayList<>();
    String next = "x3";
    for (int n = 3; n > 0; n--) {
      seen.add(next);
      next = await(s.of("x" + (n - 1)));
    }
    return done(seen);
  }

  @Yields("[0, 1, 2]")
  @Async
  static Coroutine<List<Integer>> lambdasCaptureEachTurnsValue(Source s) {
    List<IntSupplier> suppliers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int captured = await(s.of(i));
      suppliers.add(() -> captured);
    }
    return done(suppliers.stream().map(IntSupplier::getAsInt).toList());
  }

  @Yields("2 then 3")
  @Async
  static Coroutine<String> twoLoopsInARow(Source s) {
    int a = 0;
    while (a < 2) {
      a += await(s.of(1));
    }
    int b = 0;
    do {
      b += await(s.of(1));
    } while (b < 3);
    return done(a + " then " + b);
  }

  @Yields("0")
  @Async
  static Coroutine<Integer> loopThatIsNeverEntered(Source s) {
    int n = await(s.of(0));
    int turns = 0;
    for (int i = 0; i < n; i++) {
      await(s.of(i));
      turns++;
    }
    return done(turns);
  }

  @Yields("a=1 b=2")
  @Async
  static Coroutine<String> awaitInsideABlockThatBreaksOut(Source s) {
    int a = 0;
    int b = 0;
    block:
    {
      a = await(s.of(1));
      if (a == 1) {
        b = await(s.of(2));
        break block;
      }
      b = await(s.of(99));
    }
    return done("a=" + a + " b=" + b);
  }
}
