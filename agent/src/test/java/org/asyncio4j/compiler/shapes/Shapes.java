package org.asyncio4j.compiler.shapes;

import static org.asyncio4j.Asyncio.async;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCloseable;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;

/** Methods that between them hold most forms of code around an await. */
public class Shapes {

  /** A record, made with awaited arguments. */
  record Pair(int first, Pair second, long third) {}

  /** Overridden and inherited coroutine methods of an interface. */
  interface Named {
    String name();

    @Async
    default Coroutine<String> describe(Awaitable<String> prefix) {
      return done(await(prefix) + name());
    }

    @Async
    static Coroutine<String> fixed(Awaitable<String> value) {
      return done(await(value));
    }
  }

  /** An enum, one of whose constants overrides. */
  enum Letter implements Named {
    A,
    B {
      @Async
      @Override
      public Coroutine<String> describe(Awaitable<String> prefix) {
        String inherited = await(super.describe(prefix));
        return done("B" + inherited);
      }
    }
  }

  private final List<String> log = new ArrayList<>();

  @Async
  Coroutine<String> finallyBlocks(Awaitable<String> value, String start) {
    String result = start;
    try {
      result += await(value);
      if (result.length() > 2) {
        throw new IllegalStateException(await(value));
      }
      return done(result);
    } catch (IllegalStateException e) {
      result += e.getMessage() + await(value);
    } finally {
      result += await(value);
      log.add(result);
    }
    return done(result + log);
  }

  @Async
  static Coroutine<String> creations(Awaitable<Integer> value, boolean flag) {
    StringBuilder text = new StringBuilder("" + await(value));
    text.append(new Pair(await(value), new Pair(await(value), null, 3L), flag ? await(value) : 9L));
    text.append(flag ? new Pair(await(value), null, 1) : null);
    return done(text.toString());
  }

  @Async
  static Coroutine<String> operands(Awaitable<Integer> value, long a, double d) {
    int[] array = {1, 2, 3};
    array[await(value)] += await(value) * 2;
    long mixed = a * 2 + await(value) * (long) (d + await(value) * 2.5);
    boolean both = await(value) < 3 && await(value) > 0;
    return done(Arrays.toString(array) + mixed + both);
  }

  @Async
  static Coroutine<Object> everyType(
      Awaitable<Integer> value,
      boolean z,
      byte b,
      short s,
      char c,
      int i,
      long l,
      float f,
      double d,
      String[][] a) {
    Object nothing = null;
    await(value);
    return done(List.of(z, b, s, c, i, l, f, d, a.length, nothing == null));
  }

  @Async
  static Coroutine<String> pooled(Awaitable<Integer> value, long a, long b) {
    String text = "x" + a;
    await(value);
    int[] numbers = {1, text.length()};
    List<String> names = List.of(text);
    long c = b + 1;
    int d = 4;
    await(value);
    return done(names.toString() + numbers.length + c + d);
  }

  @Async
  static Coroutine<Integer> switches(Awaitable<String> value) {
    int result =
        switch (await(value)) {
          case "a" -> await(value).length();
          case "b" -> {
            int q = 10 + await(value).length();
            yield q * await(value).length();
          }
          default -> 100;
        };
    return done(result);
  }

  @Async
  static Coroutine<Integer> resources(Awaitable<String> value, List<String> log) throws Exception {
    try (AutoCloseable first = () -> log.add("first");
        AutoCloseable second = () -> log.add("second")) {
      log.add(await(value) + first + second);
    } catch (IllegalStateException | IllegalArgumentException e) {
      log.add(await(value) + e.getMessage());
    }
    return done(log.size());
  }

  @Async
  static Coroutine<String> tail(Awaitable<String> value, int depth) {
    return depth > 0 ? tail(value, depth - 1) : Named.fixed(value);
  }

  @Async
  static Coroutine<String> delayedReturn(Awaitable<String> value, StringBuilder log) {
    try {
      return Named.fixed(value);
    } catch (IllegalStateException e) {
      return null;
    } finally {
      log.append(await(value));
    }
  }

  @Async
  static Coroutine<String> thrown(Awaitable<String> value) {
    try {
      return done(await(value, IOException.class));
    } catch (IOException e) {
      return done(e.getMessage());
    }
  }

  @Async
  static Coroutine<String> stage(CompletionStage<String> stage) {
    return done("got " + await(stage));
  }

  @Async
  static Coroutine<String> overloaded(Awaitable<String> value) {
    return done(await(value));
  }

  @Async
  static Coroutine<String> overloaded(Awaitable<String> value, int times) {
    return done(await(value).repeat(times));
  }

  @Async
  Coroutine<Integer> lambdas(Awaitable<Integer> value, int start) {
    Coroutine<Integer> inner =
        async(
            () -> {
              int sum = start + log.size() + await(value);
              return done(await(async(() -> done(sum + await(value)))));
            });
    return done(await(inner) + 1);
  }

  @Async
  @Deprecated
  static <T extends Comparable<T>> Coroutine<T> generic(@Marked T a, T b) {
    T x = await(done(a));
    return done(x.compareTo(await(done(b))) > 0 ? x : b);
  }

  @Async
  static Coroutine<Void> withoutAwait() {
    return done();
  }

  @Async
  static AsyncGenerator<String> generator(Awaitable<String> value, int count) {
    try {
      for (int i = 0; i < count; i++) {
        emit(await(value) + i);
        Integer sent = emit("again", Integer.class);
        if (sent != null) {
          i += sent;
        }
      }
      return end();
    } finally {
      await(value);
    }
  }

  @Async
  static Coroutine<Integer> eachLoop(AsyncIterable<String> items, Awaitable<Integer> value) {
    int sum = 0;
    for (String item : each(items)) {
      for (String other : each(items)) {
        if (other.isEmpty()) {
          break;
        }
        sum += other.length() * await(value);
      }
      sum += item.length();
    }
    return done(sum);
  }

  @Async
  static Coroutine<Integer> closes(AsyncCloseable resource, List<AutoCloseable> others)
      throws Exception {
    try (resource;
        AutoCloseable first = others.get(0)) {
      others.get(1).close();
    } finally {
      synchronized (others) {
        others.get(2).close();
      }
    }
    return done(1 + others.size());
  }

  /** An entry point that runs itself. */
  static class Program {
    @Async
    public static void main(String[] args) {
      for (String arg : args) {
        await(done(arg));
        if (arg.isEmpty()) {
          return;
        }
      }
    }
  }
}
