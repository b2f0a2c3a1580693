package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** Every kind of method that may be {@code @Async}. */
class MemberShapesTest extends ShapesTest {
  private String field = "field";
  private static String staticField = "static";

  private interface Greeter {
    String name();

    @Async
    default Coroutine<String> greet(Source s) {
      return done("hello " + await(decorate(s, name())));
    }

    @Async
    private Coroutine<String> decorate(Source s, String text) {
      return done(await(stars(s)) + text + await(stars(s)));
    }

    @Async
    static Coroutine<String> stars(Source s) {
      return done(await(s.of("*")));
    }
  }

  private record Named(String name) implements Greeter {
    @Async
    Coroutine<String> twice(Source s) {
      return done(await(s.of(name)) + name());
    }

    @Override
    @Async
    public Coroutine<String> greet(Source s) {
      return done(await(Greeter.super.greet(s)) + "!");
    }
  }

  private enum Operation {
    PLUS {
      @Override
      @Async
      Coroutine<Integer> apply(Source s, int a, int b) {
        return done(await(s.of(a)) + b);
      }
    },
    TIMES {
      @Override
      @Async
      Coroutine<Integer> apply(Source s, int a, int b) {
        return done(a * await(s.of(b)));
      }
    };

    abstract Coroutine<Integer> apply(Source s, int a, int b);

    @Async
    Coroutine<String> describe(Source s) {
      return done(await(s.of(name())) + ordinal());
    }
  }

  private static class Base {
    @Async
    protected Coroutine<Object> value(Source s) {
      return done(await(s.of((Object) "base")));
    }

    @Async
    private Coroutine<String> secret(Source s) {
      return done(await(s.of("base secret")));
    }

    @Async
    final Coroutine<String> callsSecret(Source s) {
      return done(await(secret(s)));
    }
  }

  private static class Derived extends Base {
    @Override
    @Async
    protected Coroutine<Object> value(Source s) {
      return done(await(s.of("derived of ")) + await(super.value(s)));
    }

    @Async
    private Coroutine<String> secret(Source s) {
      return done(await(s.of("derived secret")));
    }

    @Async
    Coroutine<String> both(Source s) {
      return done(await(secret(s)) + ", " + await(callsSecret(s)));
    }
  }

  private abstract static class Mapper<A, B> {
    abstract Coroutine<B> map(Source s, A a);

    @Async
    Coroutine<B> mapTwice(Source s, A a) {
      await(map(s, a));
      return done(await(map(s, await(s.of(a)))));
    }
  }

  private class Inner {
    private final String own = "inner";

    @Async
    Coroutine<String> reads(Source s) {
      return done(await(s.of(own)) + " " + field + " " + staticField + await(s.of("")));
    }
  }

  @Yields("hello *Ann*! BobBob")
  @Async
  static Coroutine<String> interfaceMethodsAndRecords(Source s) {
    return done(await(new Named("Ann").greet(s)) + " " + await(new Named("Bob").twice(s)));
  }

  @Yields("5 6 PLUS0")
  @Async
  static Coroutine<String> enumConstantsWithBodies(Source s) {
    return done(
        await(Operation.PLUS.apply(s, 2, 3))
            + " "
            + await(Operation.TIMES.apply(s, 2, 3))
            + " "
            + await(Operation.PLUS.describe(s)));
  }

  @Yields("derived of base")
  @Async
  static Coroutine<Object> overridingCallsSuper(Source s) {
    Base base = new Derived();
    return done(await(base.value(s)));
  }

  @Yields("derived secret, base secret")
  @Async
  static Coroutine<String> privateMethodsOfOneName(Source s) {
    return done(await(new Derived().both(s)));
  }

  @Yields("[4, 4]")
  @Async
  static Coroutine<List<Integer>> genericAbstractMethodWithBridge(Source s) {
    Mapper<String, List<Integer>> mapper =
        new Mapper<>() {
          @Override
          @Async
          Coroutine<List<Integer>> map(Source source, String text) {
            int length = await(source.of(text.length()));
            return done(List.of(length, length));
          }
        };
    return done(await(mapper.mapTwice(s, "four")));
  }

  @Yields("inner field static")
  @Async
  Coroutine<String> innerClassReadsTheOuter(Source s) {
    return done(await(new Inner().reads(s)));
  }

  @Yields("field then changed static")
  @Async
  Coroutine<String> fieldsOfTheReceiver(Source s) {
    field = "field";
    String before = field + await(s.of(" then "));
    this.field = await(s.of("changed"));
    String out = before + this.field + " " + staticField;
    field = "field";
    return done(out);
  }

  @Yields("local method 8")
  @Async
  static Coroutine<String> methodOfALocalClass(Source s) {
    int captured = await(s.of(5));
    class Local {
      @Async
      Coroutine<Integer> plus(int n) {
        return done(captured + await(s.of(n)));
      }
    }
    return done("local method " + await(new Local().plus(3)));
  }

  @Yields("int long String Object two none")
  @Async
  static Coroutine<String> overloads(Source s) {
    return done(
        await(overload(s, 1))
            + await(overload(s, 1L))
            + await(overload(s, "x"))
            + await(overload(s, (Object) "x"))
            + await(overload(s, 1, 2))
            + await(overload(s)));
  }

  @Async
  private static Coroutine<String> overload(Source s, int i) {
    return done(await(s.of("int ")));
  }

  @Async
  private static Coroutine<String> overload(Source s, long l) {
    return done(await(s.of("long ")));
  }

  @Async
  private static Coroutine<String> overload(Source s, String text) {
    return done(await(s.of("String ")));
  }

  @Async
  private static Coroutine<String> overload(Source s, Object o) {
    return done(await(s.of("Object ")));
  }

  @Async
  private static Coroutine<String> overload(Source s, int a, int b) {
    return done(await(s.of("two ")));
  }

  @Async
  private static Coroutine<String> overload(Source s) {
    return done(await(s.of("none")));
  }

  @Yields("[a, b] [] 6")
  @Async
  static Coroutine<String> variableArity(Source s) {
    return done(await(texts(s, "a", "b")) + " " + await(texts(s)) + " " + await(sum(s, 1, 2, 3)));
  }

  @Async
  private static Coroutine<String> texts(Source s, String... texts) {
    await(s.of(0));
    return done(Arrays.toString(texts));
  }

  @Async
  private static Coroutine<Integer> sum(Source s, int... numbers) {
    int sum = 0;
    for (int number : numbers) {
      sum += await(s.of(number));
    }
    return done(sum);
  }

  @Yields("b 3")
  @Async
  static Coroutine<String> genericMethods(Source s) {
    return done(await(larger(s, "a", "b")) + " " + await(larger(s, 3, 2)));
  }

  @Async
  private static <T extends Comparable<T>> Coroutine<T> larger(Source s, T a, T b) {
    T first = await(s.of(a));
    T second = await(s.of(b));
    return done(first.compareTo(second) > 0 ? first : second);
  }

  @Yields("55")
  @Async
  static Coroutine<Integer> recursion(Source s) {
    return done(await(triangle(s, 10)));
  }

  @Async
  private static Coroutine<Integer> triangle(Source s, int n) {
    return done(n == 0 ? 0 : await(s.of(n)) + await(triangle(s, n - 1)));
  }

  @Yields("true false")
  @Async
  static Coroutine<String> mutualRecursion(Source s) {
    return done(await(even(s, 6)) + " " + await(even(s, 5)));
  }

  @Async
  private static Coroutine<Boolean> even(Source s, int n) {
    return done(n == 0 || await(odd(s, await(s.of(n - 1)))));
  }

  @Async
  private static Coroutine<Boolean> odd(Source s, int n) {
    return done(n != 0 && await(even(s, n - 1)));
  }

  @Yields("true 1 2 3 4 5.0 6.0 c")
  @Async
  static Coroutine<String> boxedResults(Source s) {
    boolean z = await(flag(s));
    byte b = await(tiny(s));
    short h = await(s.of((short) 2));
    int i = await(s.of(3));
    long l = await(s.of(4L));
    float f = await(s.of(5f));
    double d = await(s.of(6.0));
    char c = await(letter(s));
    return done(z + " " + b + " " + h + " " + i + " " + l + " " + f + " " + d + " " + c);
  }

  @Async
  private static Coroutine<Boolean> flag(Source s) {
    boolean flag = await(s.of(true));
    return done(flag);
  }

  @Async
  private static Coroutine<Byte> tiny(Source s) {
    byte b = await(s.of((byte) 1));
    return done(b);
  }

  @Async
  private static Coroutine<Character> letter(Source s) {
    char c = await(s.of('b'));
    c++;
    return done(c);
  }

  @Yields("checked disk")
  @Async
  static Coroutine<String> checkedExceptionDeclared(Source s) {
    try {
      await(throwsChecked(s));
      return done("nothing");
    } catch (IOException e) {
      return done("checked " + e.getMessage());
    }
  }

  @Async
  private static Coroutine<Void> throwsChecked(Source s) throws IOException {
    throw new IOException(await(s.of("disk")));
  }
}
