package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.util.concurrent.TimeUnit;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** Straight lines, branches, switches, conditional expressions. */
class BranchShapesTest extends ShapesTest {
  @Yields("none")
  @Async
  static Coroutine<String> noAwaitAtAll(Source s) {
    return done("none");
  }

  @Yields("null")
  @Async
  static Coroutine<Void> nothingButAwait(Source s) {
    await(s.of("dropped"));
    return done();
  }

  @Yields("null")
  @Async
  static Coroutine<@Nullable Void> returnNull(Source s) {
    await(s.of(1L));
    return null;
  }

  @Yields("1 2 3")
  @Async
  static Coroutine<String> straightLine(Source s) {
    int a = await(s.of(1));
    int b = await(s.of(2));
    int c = await(s.of(3));
    return done(a + " " + b + " " + c);
  }

  @Yields("tail")
  @Async
  static Coroutine<String> returnsAnotherCoroutine(Source s) {
    await(s.of(0));
    return tail(s);
  }

  @Async
  private static Coroutine<String> tail(Source s) {
    return done(await(s.of("tail")));
  }

  @Yields("then after")
  @Async
  static Coroutine<String> ifThen(Source s) {
    String text = "";
    if (await(s.of(true))) {
      text = await(s.of("then"));
    }
    return done(text + " after");
  }

  @Yields("else 2")
  @Async
  static Coroutine<String> ifElseWithDifferentLocals(Source s) {
    if (await(s.of(false))) {
      String onlyHere = "then";
      await(s.of(1));
      return done(onlyHere);
    } else {
      long onlyThere = 2;
      await(s.of(1));
      return done("else " + onlyThere);
    }
  }

  @Yields("third")
  @Async
  static Coroutine<String> elseIfChain(Source s) {
    if (await(s.of(1)) == 2) {
      return done("first");
    } else if (await(s.of("x")).isEmpty()) {
      return done("second");
    } else if (await(s.of(3.0)) > 2) {
      return done("third");
    }
    return done("fourth");
  }

  @Yields("[one][two][other]")
  @Async
  static Coroutine<String> switchOnInt(Source s) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= 3; i++) {
      switch (await(s.of(i))) {
        case 1:
          out.append(await(s.of("[one]")));
          break;
        case 2:
          out.append(await(s.of("[two]")));
          break;
        default:
          out.append(await(s.of("[other]")));
      }
    }
    return done(out.toString());
  }

  @Yields("b c end")
  @Async
  @SuppressWarnings("fallthrough")
  static Coroutine<String> switchFallsThrough(Source s) {
    String out = "";
    switch (await(s.of(1000))) {
      case 0:
        out += await(s.of("a "));
      // fall through
      case 1000:
        out += await(s.of("b "));
      // fall through
      case 100000:
        out += await(s.of("c "));
        break;
      default:
        out += "never";
    }
    return done(out + "end");
  }

  @Yields("Aa BB ?")
  @Async
  static Coroutine<String> switchOnStringsOfOneHash(Source s) {
    String out = "";
    for (String text : new String[] {"Aa", "BB", "C#"}) {
      switch (await(s.of(text))) {
        case "Aa" -> out += await(s.of("Aa "));
        case "BB" -> out += await(s.of("BB "));
        default -> out += await(s.of("?"));
      }
    }
    return done(out);
  }

  @Yields("60 3600")
  @Async
  static Coroutine<String> switchOnEnum(Source s) {
    long minutes = seconds(await(s.of(TimeUnit.MINUTES)));
    long hours =
        switch (await(s.of(TimeUnit.HOURS))) {
          case MINUTES -> await(s.of(60L));
          case HOURS -> {
            long sixty = await(s.of(60L));
            yield sixty * await(s.of(60));
          }
          default -> throw new IllegalArgumentException();
        };
    return done(minutes + " " + hours);
  }

  private static long seconds(TimeUnit unit) {
    return unit.toSeconds(1);
  }

  @Yields("1020")
  @Async
  static Coroutine<Long> switchExpressionOverOperands(Source s) {
    long base = 1000;
    return done(
        base
            + 2
                * switch (await(s.of("ten"))) {
                  case "one" -> 1;
                  case "ten" -> await(s.of(10));
                  default -> 0;
                });
  }

  @Yields("inner-b outer-2")
  @Async
  static Coroutine<String> nestedSwitches(Source s) {
    String out = "";
    switch (await(s.of(2))) {
      case 1:
        out += "outer-1";
        break;
      case 2:
        switch (await(s.of("b"))) {
          case "a":
            out += await(s.of("inner-a"));
            break;
          case "b":
            out += await(s.of("inner-b"));
            break;
          default:
        }
        out += await(s.of(" outer-2"));
        break;
      default:
    }
    return done(out);
  }

  @Yields("yes no")
  @Async
  static Coroutine<String> conditionalWithAwaitsInBothArms(Source s) {
    String a = await(s.of(true)) ? await(s.of("yes")) : await(s.of("no"));
    String b = await(s.of(false)) ? await(s.of("yes")) : await(s.of("no"));
    return done(a + " " + b);
  }

  @Yields("5.0 7")
  @Async
  static Coroutine<String> conditionalThatPromotes(Source s) {
    boolean flag = await(s.of(true));
    double d = flag ? await(s.of(5)) : await(s.of(2.5));
    Object o = !flag ? "text" : await(s.of(7));
    return done(d + " " + o);
  }

  @Yields("f+x=1 f+y=3")
  @Async
  static Coroutine<String> conditionalUnderOperands(Source s) {
    String out = "";
    for (int i = 0; i < 2; i++) {
      out +=
          (i == 0 ? "" : " ")
              + "f+"
              + (i == 0 ? await(s.of("x")) : await(s.of("y")))
              + "="
              + (1 + i * (i > 5 ? 0 : await(s.of(2))));
    }
    return done(out);
  }

  @Yields("false true true false")
  @Async
  static Coroutine<String> shortCircuits(Source s) {
    boolean a = await(s.of(false)) && fail();
    boolean b = await(s.of(true)) || fail();
    boolean c = await(s.of(true)) && (await(s.of(false)) || await(s.of(true)));
    boolean d = !(await(s.of(false)) | await(s.of(true)));
    return done(a + " " + b + " " + c + " " + d);
  }

  private static boolean fail() {
    throw new AssertionError("evaluated after a short circuit");
  }

  @Yields("positive")
  @Async
  static Coroutine<String> negatedConditionJumpingOverAwait(Source s) {
    int n = await(s.of(3));
    if (!(n > 0 && await(s.of(n)) == 3) || n == 99) {
      return done("negative");
    }
    return done("positive");
  }

  @Yields("unreached after throw")
  @Async
  static Coroutine<String> throwInOneArm(Source s) {
    Object o = await(s.of("x"));
    String text =
        o instanceof String string && string.length() == 1
            ? await(s.of("unreached"))
            : thrown(await(s.of(1)));
    return done(text + " after throw");
  }

  private static String thrown(int ignored) {
    throw new IllegalStateException();
  }
}
