package org.asyncio4j.integration.shapes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.function.Function;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.GeneratedClass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Patterns in {@code switch}, which these tests' own language level does not have. */
@EnabledForJreRange(min = JRE.JAVA_21)
class PatternShapesTest extends ShapesTest {
  private static final String SOURCE =
      """
      import static org.asyncio4j.Asyncio.*;
      import java.util.List;
      import java.util.function.Function;
      import org.asyncio4j.*;

      public class Patterns {
        record Point(Object x, Object y) {}
        record Line(Point from, Point to) {}

        @Async public static Coroutine<String> types(Function<Object, Awaitable<Object>> s) {
          String out = "";
          for (Object o : List.of(1, "two", 3L, List.of())) {
            out += switch (await(s.apply(o))) {
              case Integer i when i > (Integer) await(s.apply(0)) -> await(s.apply("int ")) + "" + i;
              case Integer i -> "negative";
              case String text -> " " + text + await(s.apply(text.length()));
              case Long l -> {
                Object half = await(s.apply(l / 2));
                yield " " + l + half;
              }
              default -> await(s.apply(" other"));
            };
          }
          return done(out);
        }

        @Async public static Coroutine<String> records(Function<Object, Awaitable<Object>> s) {
          String out = "";
          Object[] lines = {
            new Line(new Point(0, "a"), new Point(1L, 2)), new Point(3, null), new Point("p", "q")
          };
          for (Object o : lines) {
            switch (await(s.apply(o))) {
              case Line(Point(Integer x, var y), Point to) when x == 0 ->
                  out += x + await(s.apply(y)).toString() + to.x() + await(s.apply(to.y()));
              case Point(Integer x, var y) -> out += " " + await(s.apply(x)) + y;
              case Point p -> out += " " + p.x() + await(s.apply(p.y()));
              default -> throw new AssertionError(o);
            }
          }
          return done(out);
        }

        @Async public static Coroutine<String> nulls(Function<Object, Awaitable<Object>> s) {
          String out = "";
          for (Object o : new Object[] {null, "x"}) {
            out += switch (await(s.apply(o))) {
              case null -> await(s.apply("null "));
              case Object other -> other + "" + await(s.apply("!"));
            };
          }
          return done(out);
        }
      }
      """;

  private static Class<?> generated = Void.class;

  @BeforeAll
  static void compile(@TempDir Path directory) {
    generated = GeneratedClass.load(directory, "Patterns", SOURCE);
  }

  @Yields("int 1 two3 31 other")
  static Coroutine<?> typePatterns(Source s) throws Throwable {
    return call("types", s);
  }

  @Yields("0a12 3null pq")
  static Coroutine<?> recordPatterns(Source s) throws Throwable {
    return call("records", s);
  }

  @Yields("null x!")
  static Coroutine<?> nullInASwitch(Source s) throws Throwable {
    return call("nulls", s);
  }

  private static Coroutine<?> call(String name, Source s) throws Throwable {
    Method method = generated.getMethod(name, Function.class);
    Function<Object, Awaitable<Object>> source = s::of;
    try {
      return (Coroutine<?>) method.invoke(null, source);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
