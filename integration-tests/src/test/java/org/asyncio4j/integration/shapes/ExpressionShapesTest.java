package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** Awaits above operands that wait on the stack. */
class ExpressionShapesTest extends ShapesTest {
  private int field = 10;
  private static long staticField = 100;

  private static String join(Object... parts) {
    return Arrays.toString(parts);
  }

  private static String mixed(int a, long b, @Nullable String c, double d, boolean e, Object f) {
    return a + " " + b + " " + c + " " + d + " " + e + " " + f;
  }

  private static int logged(StringBuilder log, int value) {
    log.append(value);
    return value;
  }

  @Yields("1 2 three 4.0 true [5]")
  @Async
  static Coroutine<String> everyArgumentAwaited(Source s) {
    return done(
        mixed(
            await(s.of(1)),
            await(s.of(2L)),
            await(s.of("three")),
            await(s.of(4.0)),
            await(s.of(true)),
            await(s.of(List.of(5)))));
  }

  @Yields("1 2 null 4.5 true x")
  @Async
  static Coroutine<String> lastArgumentAwaitedOverConstants(Source s) {
    return done(mixed(1, 2L, null, 4.5, true, await(s.of("x"))));
  }

  @Yields("[a, 1, null, 2, c]")
  @Async
  static Coroutine<String> varargs(Source s) {
    return done(join("a", await(s.of(1)), null, await(s.of(2)), "c"));
  }

  @Yields("123 1-2*3")
  @Async
  static Coroutine<String> operandsKeepTheirOrder(Source s) {
    StringBuilder log = new StringBuilder();
    int value = logged(log, 1) - logged(log, await(s.of(2))) * logged(log, 3);
    return done(log + (value == -5 ? " 1-2*3" : " wrong"));
  }

  @Yields("9000000000 0.5 -7")
  @Async
  static Coroutine<String> wideOperandsBelow(Source s) {
    long big = 3_000_000_000L;
    double half = 0.25;
    long a = big * await(s.of(3));
    double b = half + half * await(s.of(1));
    long c = -big / 1_000_000_000L - await(s.of(4L));
    return done(a + " " + b + " " + c);
  }

  @Yields("7 3 2.5 true")
  @Async
  static Coroutine<String> comparisonsOverWideOperands(Source s) {
    long a = 7;
    double b = 2.5;
    int bits = (a << await(s.of(1))) == 14L ? 3 : 0;
    boolean c = b < await(s.of(2.75)) && a >= await(s.of(7L));
    return done(a + " " + bits + " " + b + " " + c);
  }

  @Yields("[0, 5, 0, 7]")
  @Async
  static Coroutine<String> arrayElementsStored(Source s) {
    int[] array = new int[await(s.of(4))];
    array[1] = await(s.of(5));
    array[await(s.of(3))] = await(s.of(7));
    return done(Arrays.toString(array));
  }

  @Yields("2 [11, 20, 30]")
  @Async
  static Coroutine<String> compoundAssignmentToElement(Source s) {
    int[] array = {10, 20, 29};
    int i = 0;
    array[i++] += await(s.of(1));
    i++;
    array[i] += await(s.of(1));
    return done(i + " " + Arrays.toString(array));
  }

  @Yields("[[1, 2], [3, 40]] 3")
  @Async
  static Coroutine<String> twoDimensions(Source s) {
    int[][] array = {{1, 2}, {3, 4}};
    array[await(s.of(1))][await(s.of(1))] *= await(s.of(10));
    int read = await(s.of(array))[await(s.of(1))][0];
    return done(Arrays.deepToString(array) + " " + read);
  }

  @Yields("[a, b, c] [[1, 2], [3]]")
  @Async
  static Coroutine<String> arrayInitialisers(Source s) {
    String[] flat = {"a", await(s.of("b")), "c"};
    long[][] deep = {{1L, await(s.of(2L))}, {await(s.of(3L))}};
    return done(Arrays.toString(flat) + " " + Arrays.deepToString(deep));
  }

  @Yields("[true, false] [b] [x] [-1] [1.5] [2.5]")
  @Async
  static Coroutine<String> arraysOfEveryWidth(Source s) {
    boolean[] flags = {await(s.of(true)), await(s.of(false))};
    byte[] bytes = {0};
    bytes[0] = await(s.of((byte) 98));
    char[] chars = {await(s.of('x'))};
    short[] shorts = {await(s.of((short) -1))};
    float[] floats = {await(s.of(1.5f))};
    double[] doubles = {await(s.of(2.5))};
    return done(
        Arrays.toString(flags)
            + " ["
            + (char) bytes[0]
            + "] "
            + Arrays.toString(chars)
            + " "
            + Arrays.toString(shorts)
            + " "
            + Arrays.toString(floats)
            + " "
            + Arrays.toString(doubles));
  }

  @Yields("i1l2d3.5ctrue null!")
  @Async
  static Coroutine<String> stringConcatenation(Source s) {
    int i = 1;
    long l = 2;
    double d = 3.5;
    return done(
        "i" + i + "l" + l + "d" + d + await(s.of("c")) + true + " " + null + await(s.of('!')));
  }

  @Yields("ab1true")
  @Async
  static Coroutine<String> stringBuilderChain(Source s) {
    return done(
        new StringBuilder(await(s.of("a")))
            .append(await(s.of("b")))
            .append((int) await(s.of(1)))
            .append((boolean) await(s.of(true)))
            .toString());
  }

  @Yields("15 105 7")
  @Async
  Coroutine<String> compoundAssignmentToFields(Source s) {
    field = 10;
    staticField = 100;
    Integer boxed = 3;
    field += await(s.of(5));
    staticField += await(s.of(5));
    boxed += await(s.of(4));
    return done(field + " " + staticField + " " + boxed);
  }

  @Yields("10 12 13 14")
  @Async
  Coroutine<String> incrementsAroundAwaits(Source s) {
    field = 10;
    int local = 12;
    String out = field++ + " " + local + await(s.of(" ")) + ++local;
    field += 2 + await(s.of(1));
    return done(out + await(s.of(" ")) + field);
  }

  @Yields("inner")
  @Async
  static Coroutine<String> awaitOfAnAwait(Source s) {
    return done(await(await(anAwaitable(s))));
  }

  @Async
  private static Coroutine<Awaitable<String>> anAwaitable(Source s) {
    await(s.of(0));
    return done(s.of("inner"));
  }

  @Yields("HELLO")
  @Async
  static Coroutine<String> receiverAwaited(Source s) {
    return done(await(s.of("hello")).toUpperCase(Locale.ROOT));
  }

  @Yields("hexxo")
  @Async
  static Coroutine<String> receiverAndArgumentsAwaited(Source s) {
    return done(await(s.of("hello")).replace(await(s.of('l')), await(s.of('x'))));
  }

  @Yields("3 3 3")
  @Async
  static Coroutine<String> chainedAssignment(Source s) {
    int a;
    int b;
    int[] c = new int[1];
    a = b = c[0] = await(s.of(3));
    return done(a + " " + b + " " + c[0]);
  }

  @Yields("6.0 2147483648 97 1.0")
  @Async
  static Coroutine<String> castsAndWidenings(Source s) {
    double d = await(s.of(2)) * 3.0f;
    long l = await(s.of(Integer.MAX_VALUE)) + 1L;
    int c = await(s.of('a'));
    float f = await(s.of((byte) 1));
    return done(d + " " + l + " " + c + " " + f);
  }

  @Yields("true text 4")
  @Async
  static Coroutine<String> instanceofOnAwaited(Source s) {
    Object text = "text";
    boolean is = await(s.of(text)) instanceof String;
    String out = is + " ";
    if (await(s.of(text)) instanceof String string && string.length() == await(s.of(4))) {
      out += string + " " + string.length();
    }
    return done(out);
  }

  @Yields("210")
  @Async
  static Coroutine<Long> longChainOfOperands(Source s) {
    return done(
        1L
            + (2 + (3L + (4 + (5L + (6 + (7L + (8 + (9L + (10 + await(s.of(11L)))))))))))
            + await(s.of(144)));
  }

  @Yields("13")
  @Async
  static Coroutine<Integer> callsNestedInCalls(Source s) {
    return done(
        Math.max(
            Math.min(await(s.of(20)), Math.abs(await(s.of(-13)))),
            Math.max(await(s.of(3)), Math.min(4, await(s.of(5))))));
  }

  @Yields("-1 6 true")
  @Async
  static Coroutine<String> unaryOperators(Source s) {
    return done(~await(s.of(0)) + " " + -await(s.of(-6)) + " " + !await(s.of(false)));
  }
}
