package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** Awaits between {@code new} and the call of the constructor. */
class ConstructionShapesTest extends ShapesTest {
  private record Pair(@Nullable Object left, @Nullable Object right) {
    @Override
    public String toString() {
      return "(" + left + " " + right + ")";
    }
  }

  private record Wide(long a, double b, int c, boolean d) {}

  private static class Base {
    final String text;

    Base(String text) {
      this.text = text;
    }
  }

  private class Inner {
    final int sum;

    Inner(int n) {
      sum = n + offset;
    }
  }

  private final int offset = 40;

  @Yields("(1 2)")
  @Async
  static Coroutine<Pair> bothArguments(Source s) {
    return done(new Pair(await(s.of(1)), await(s.of(2))));
  }

  @Yields("(null x)")
  @Async
  static Coroutine<Pair> afterANull(Source s) {
    return done(new Pair(null, await(s.of("x"))));
  }

  @Yields("Wide[a=1, b=2.5, c=3, d=true]")
  @Async
  static Coroutine<Wide> wideArguments(Source s) {
    return done(new Wide(1, await(s.of(2.5)), 3, await(s.of(true))));
  }

  @Yields("((1 2) ((3 4) 5))")
  @Async
  static Coroutine<Pair> nested(Source s) {
    return done(
        new Pair(
            new Pair(await(s.of(1)), 2),
            new Pair(new Pair(await(s.of(3)), await(s.of(4))), await(s.of(5)))));
  }

  @Yields("(yes (no b))")
  @Async
  static Coroutine<Pair> conditionalAmongArguments(Source s) {
    return done(
        new Pair(
            await(s.of(true)) ? await(s.of("yes")) : "no",
            await(s.of(false)) ? "x" : new Pair("no", await(s.of("b")))));
  }

  @Yields("sum (1 2) 3")
  @Async
  static Coroutine<String> underAConcatenation(Source s) {
    int three = 3;
    return done("sum " + new Pair(await(s.of(1)), await(s.of(2))) + await(s.of(" ")) + three);
  }

  @Yields("[(a b), (c d)]")
  @Async
  static Coroutine<List<Pair>> argumentOfACall(Source s) {
    List<Pair> list = new ArrayList<>(await(s.of(4)));
    list.add(new Pair(await(s.of("a")), await(s.of("b"))));
    list.add(0 + list.size(), new Pair("c", await(s.of("d"))));
    return done(list);
  }

  @Yields("42")
  @Async
  Coroutine<Integer> innerClass(Source s) {
    return done(new Inner(await(s.of(2))).sum);
  }

  @Yields("anonymous of awaited and captured")
  @Async
  static Coroutine<String> anonymousClass(Source s) {
    String captured = await(s.of(" and captured"));
    Base base =
        new Base(await(s.of("awaited"))) {
          @Override
          public String toString() {
            return "anonymous of " + text + captured;
          }
        };
    await(s.of(0));
    return done(base.toString());
  }

  @Yields("local 7")
  @Async
  static Coroutine<String> localClass(Source s) {
    int captured = await(s.of(3));
    class Local {
      final int n;

      Local(int n) {
        this.n = n + captured;
      }
    }
    Local local = new Local(await(s.of(4)));
    await(s.of(0));
    return done("local " + local.n);
  }

  @Yields("created, (1 2)")
  @Async
  static Coroutine<String> constructorRunsAfterItsArguments(Source s) {
    StringBuilder log = new StringBuilder();
    String text = await(s.of("created, "));
    Pair pair = new Pair(await(s.of(1)), append(log, text, await(s.of(2))));
    return done(log.toString() + pair);
  }

  private static int append(StringBuilder log, String text, int value) {
    log.append(text);
    return value;
  }

  @Yields("throws IllegalStateException: made of awaited text")
  @Async
  static Coroutine<Void> thrownException(Source s) {
    throw new IllegalStateException("made of " + await(s.of("awaited text")));
  }

  @Yields("throws IllegalStateException: outer")
  @Async
  static Coroutine<Void> thrownExceptionWithCause(Source s) {
    throw new IllegalStateException(
        await(s.of("outer")), new IllegalArgumentException(await(s.of("inner"))));
  }

  @Yields("(1 2) (2 3) (3 4) ")
  @Async
  static Coroutine<String> inALoop(Source s) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < 4; i++) {
      out.append(new Pair(i, await(s.of(i + 1)))).append(' ');
    }
    return done(out.toString());
  }

  @Yields("caught (1 handled)")
  @Async
  static Coroutine<String> inATry(Source s) {
    Pair pair;
    try {
      pair = new Pair(1, await(s.<Object>failing(new IllegalStateException())));
    } catch (IllegalStateException e) {
      pair = new Pair(await(s.of(1)), "handled");
    }
    return done("caught " + pair);
  }

  @Yields("unused")
  @Async
  static Coroutine<String> objectThatIsDropped(Source s) {
    new Pair(await(s.of(1)), await(s.of(2)));
    return done("unused");
  }

  @Yields("[x, y]")
  @Async
  static Coroutine<List<String>> arrayInsideArguments(Source s) {
    return done(new ArrayList<>(List.of(new String[] {await(s.of("x")), await(s.of("y"))})));
  }
}
