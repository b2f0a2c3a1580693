package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** What locals and parameters go through. */
class LocalShapesTest extends ShapesTest {
  @Yields("true -8 -300 z 70000 9000000000 1.5 2.25 text [1] [2] null")
  @Async
  static Coroutine<String> everyType(Source s) {
    boolean bool = true;
    byte b = -8;
    short sh = -300;
    char c = 'z';
    int i = 70000;
    long l = 9_000_000_000L;
    float f = 1.5f;
    double d = 2.25;
    String text = "text";
    int[] ints = {1};
    List<Integer> list = List.of(2);
    Object nothing = null;
    await(s.of(0));
    return done(
        bool
            + " "
            + b
            + " "
            + sh
            + " "
            + c
            + " "
            + i
            + " "
            + l
            + " "
            + f
            + " "
            + d
            + " "
            + text
            + " "
            + Arrays.toString(ints)
            + " "
            + list
            + " "
            + nothing);
  }

  @Yields("false -9 -301 y 70001 9000000001 3.0 4.5")
  @Async
  static Coroutine<String> everyTypeChangedAfterwards(Source s) {
    boolean bool = true;
    byte b = -8;
    short sh = -300;
    char c = 'z';
    int i = 70000;
    long l = 9_000_000_000L;
    float f = 1.5f;
    double d = 2.25;
    await(s.of(0));
    bool ^= true;
    b--;
    sh--;
    c--;
    i++;
    l++;
    f *= 2;
    d *= 2;
    await(s.of(0));
    return done(bool + " " + b + " " + sh + " " + c + " " + i + " " + l + " " + f + " " + d);
  }

  @Yields("1 2 3.5 x true [9]")
  @Async
  static Coroutine<String> awaitedIntoEveryType(Source s) {
    int i = await(s.of(1));
    long l = await(s.of(2L));
    double d = await(s.of(3.5));
    char c = await(s.of('x'));
    boolean b = await(s.of(true));
    int[] a = await(s.of(new int[] {9}));
    return done(i + " " + l + " " + d + " " + c + " " + b + " " + Arrays.toString(a));
  }

  @Yields("12 2.0 p! true")
  @Async
  static Coroutine<String> parametersReassigned(Source s) {
    return reassigns(s, 10, 1.0, "p", false);
  }

  @Async
  private static Coroutine<String> reassigns(
      Source s, int number, double real, String text, boolean flag) {
    number++;
    await(s.of(0));
    number++;
    real += await(s.of(1.0));
    text += await(s.of("!"));
    flag = !flag;
    await(s.of(0));
    return done(number + " " + real + " " + text + " " + flag);
  }

  @Yields("10 20.5 30")
  @Async
  static Coroutine<String> wideParameters(Source s) {
    return wide(10L, s, 20.5, 30L);
  }

  @Async
  private static Coroutine<String> wide(long a, Source s, double b, Long c) {
    await(s.of(0));
    return done(a + " " + b + " " + c);
  }

  @Yields("first second")
  @Async
  static Coroutine<String> assignedOnlyAfterTheAwait(Source s) {
    String late;
    String inBranches;
    await(s.of(0));
    late = "first";
    if (await(s.of(true))) {
      inBranches = " second";
    } else {
      inBranches = " third";
    }
    await(s.of(0));
    return done(late + inBranches);
  }

  @Yields("7")
  @Async
  static Coroutine<Integer> declaredAndUnassignedAtTheAwait(Source s) {
    int unassigned;
    if (await(s.of(false))) {
      unassigned = 1;
      await(s.of(unassigned));
    }
    await(s.of("between"));
    unassigned = 7;
    return done(unassigned);
  }

  @Yields("1 two 3.0 four")
  @Async
  static Coroutine<String> slotsReusedWithOtherTypes(Source s) {
    String out = "";
    {
      int a = await(s.of(1));
      out += a;
    }
    {
      String a = await(s.of(" two "));
      out += a;
    }
    {
      double a = await(s.of(3.0));
      out += a;
    }
    {
      Object a = await(s.of((Object) " four"));
      await(s.of(0));
      out += a;
    }
    return done(out);
  }

  @Yields("null text")
  @Async
  static Coroutine<String> nullLocalAssignedLater(Source s) {
    String text = null;
    await(s.of(0));
    String before = "" + text;
    text = await(s.of(" text"));
    return done(before + text);
  }

  @Yields("null 5")
  @Async
  static Coroutine<String> nullThenPrimitiveInOneSlot(Source s) {
    String out;
    {
      Object nothing = null;
      await(s.of(0));
      out = "" + nothing;
    }
    {
      int five = await(s.of(5));
      await(s.of(0));
      out += " " + five;
    }
    return done(out);
  }

  @Yields("kept null")
  @Async
  static Coroutine<String> nullLocalLiveIntoATry(Source s) {
    String resource = null;
    String kept = "kept";
    try {
      await(s.of(0));
      if (await(s.of(false))) {
        resource = "opened";
      }
    } finally {
      kept += " " + resource;
    }
    return done(kept);
  }

  @Yields("null")
  @Async
  static Coroutine<@Nullable String> awaitedNull(Source s) {
    String nothing = await(s.<@Nullable String>of(null));
    await(s.of(0));
    return done(nothing);
  }

  @Yields("2 1")
  @Async
  static Coroutine<String> mergeOfTwoImplementersOfAnInterface(Source s) {
    List<Integer> list;
    if (await(s.of(true))) {
      list = new ArrayList<>();
      list.add(2);
    } else {
      list = new LinkedList<>();
    }
    await(s.of(0));
    list.add(1);
    return done(list.get(0) + " " + list.get(1));
  }

  @Yields("text 1")
  @Async
  static Coroutine<String> mergeOfUnrelatedTypes(Source s) {
    String out = "";
    for (int i = 0; i < 2; i++) {
      Comparable<?> comparable = i == 0 ? "text" : Integer.valueOf(1);
      Serializable serializable = i == 0 ? "text" : Integer.valueOf(1);
      await(s.of(0));
      out += (i == 0 ? "" : " ") + comparable;
      if (!serializable.equals(comparable)) {
        return done("different");
      }
    }
    return done(out);
  }

  @Yields("[1] null [[2]]")
  @Async
  static Coroutine<String> mergesOfArraysAndNull(Source s) {
    int[] a = await(s.of(true)) ? new int[] {1} : null;
    int[] b = await(s.of(true)) ? null : new int[] {1};
    Object c = await(s.of(true)) ? new int[][] {{2}} : new String[] {"x"};
    await(s.of(0));
    return done(Arrays.toString(a) + " " + b + " " + Arrays.deepToString((Object[]) c));
  }

  @Yields("a=1,b=2")
  @Async
  static Coroutine<String> genericLocals(Source s) {
    Map<String, List<Integer>> map = await(s.of(Map.of("a", List.of(1, 2))));
    String out = "";
    for (Map.Entry<String, List<Integer>> entry : map.entrySet()) {
      int first = entry.getValue().get(await(s.of(0)));
      out += entry.getKey() + "=" + first + ",b=" + entry.getValue().get(1);
    }
    return done(out);
  }

  @Yields("1 captured 11")
  @Async
  static Coroutine<String> capturedByALambdaBeforeAndAfter(Source s) {
    int captured = await(s.of(1));
    Runnable[] hooks = new Runnable[1];
    StringBuilder out = new StringBuilder();
    hooks[0] = () -> out.append(captured).append(" captured ");
    await(s.of(0));
    hooks[0].run();
    int other = captured + await(s.of(10));
    return done(out.append(other).toString());
  }

  @Yields("5 4 3 2 1 ")
  @Async
  static Coroutine<String> liveOnlyAtSomeAwaits(Source s) {
    StringBuilder out = new StringBuilder();
    int a = 5;
    await(s.of(0));
    out.append(a).append(' ');
    await(s.of(0));
    int b = a - 1;
    await(s.of(0));
    out.append(b).append(' ');
    a = b - 1;
    await(s.of(0));
    out.append(a).append(' ').append(await(s.of(2))).append(' ').append(a - 2).append(' ');
    return done(out.toString());
  }
}
