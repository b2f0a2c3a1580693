import static org.asyncio4j.Asyncio.async;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCallable;
import org.asyncio4j.AsyncCloseable;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;

/** What is close to the border between allowed and refused, on either side. */
class Corners {
  static final Supplier<Coroutine<Integer>> LAMBDA_IN_A_FIELD = () -> done(await(number()));
  static final Object WAITING = new ArrayList<Object>(await(numbers()));
  final Object waiting = await(number());

  static class Block {
    {
      await(yieldNow());
    }
  }

  interface Constants {
    Object VALUE = await(number());

    @Async
    default Coroutine<Void> allowed() {
      await(yieldNow());
      return done();
    }

    private void notAllowed() {
      await(yieldNow());
    }
  }

  enum Level {
    LOW(await(number())),
    HIGH(2) {
      @Override
      @Async
      Coroutine<Void> change() {
        await(yieldNow());
        return done();
      }
    };

    Level(int height) {}

    @Async
    Coroutine<Void> change() {
      return done(await(yieldNow()));
    }
  }

  record Pair(int a, int b) {
    Pair {
      await(yieldNow());
    }
  }

  @Async
  static Coroutine<Integer> number() {
    await(yieldNow());
    return done(1);
  }

  @Async
  static Coroutine<List<Object>> numbers() {
    return done(List.of());
  }

  // Lambdas.

  interface Twice {
    Coroutine<Void> call(int times) throws Exception;

    @Override
    boolean equals(Object other);

    default void other() {}
  }

  static void lambdas() {
    Twice twice = times -> done(await(yieldNow()));
    Function<Integer, Coroutine<? extends Number>> function = n -> done(await(number()));
    Function<? super Integer, ? extends Coroutine<Integer>> wild = n -> done(await(number()));
    Supplier<AsyncGenerator<Integer>> generator =
        () -> {
          emit(1);
          return end();
        };
    createTask(async(() -> done(await(number()))));
    AsyncCallable<Integer, RuntimeException> callable =
        () -> {
          int n = await(number());
          return done(n);
        };
  }

  static void lambdaOfAnObject() {
    Supplier<Object> supplier = () -> await(number());
  }

  static void lambdaOfNothing() {
    Consumer<Integer> consumer = n -> await(number());
  }

  static <C> void lambdaOfAVariable(Callable<C> callable) {
    lambdaOfAVariable(() -> await(number()));
  }

  @Async
  static Coroutine<Void> lambdaWithinACoroutine(List<Integer> list) {
    list.forEach(n -> await(number()));
    await(yieldNow());
    return done();
  }

  static void lambdaWithinALambda() {
    createTask(
        async(
            () -> {
              Runnable runnable = () -> await(yieldNow());
              await(yieldNow());
              return done();
            }));
  }

  static void emitInALambdaOfACoroutine() {
    Supplier<Coroutine<Void>> supplier =
        () -> {
          emit(1);
          return done();
        };
  }

  static void references() {
    Function<Awaitable<Integer>, Integer> function = Asyncio::await;
  }

  static void referencesToOthers() {
    Supplier<Coroutine<Integer>> number = Corners::number;
    BiFunction<Object, Object, Boolean> equals = Object::equals;
    Supplier<Coroutine<Void>> done = Asyncio::done;
  }

  // Locks.

  @Async
  static Coroutine<Integer> lockAwaited(Object lock) {
    synchronized (await(number())) {
      return done(1);
    }
  }

  @Async
  static Coroutine<Integer> returnsUnderALock(Object lock) {
    synchronized (lock) {
      return number();
    }
  }

  @Async
  static Coroutine<Integer> returnsInATryUnderALock(Object lock) {
    synchronized (lock) {
      try {
        return number();
      } catch (RuntimeException e) {
        return done(1);
      }
    }
  }

  @Async
  static Coroutine<Integer> returnsInACatchUnderALock(Object lock) {
    synchronized (lock) {
      try {
        return done(1);
      } catch (RuntimeException e) {
        return number();
      }
    }
  }

  @Async
  static Coroutine<Integer> returnsDoneInATryUnderALock(Object lock) {
    synchronized (lock) {
      try {
        return done(1);
      } finally {
        System.out.println("finally");
      }
    }
  }

  @Async
  static Coroutine<Integer> returnsDoneUnderALock(Object lock) {
    await(yieldNow());
    synchronized (lock) {
      return done(2);
    }
  }

  @Async
  static Coroutine<Integer> returnsNullUnderALock(Object lock) {
    synchronized (lock) {
      return null;
    }
  }

  @Async
  static Coroutine<Integer> lambdaUnderALock(Object lock) {
    synchronized (lock) {
      createTask(async(() -> done(await(number()))));
    }
    return done(1);
  }

  @Async
  static Coroutine<Void> loopUnderALock(Object lock, AsyncIterable<String> items) {
    synchronized (lock) {
      for (String item : each(items)) {
        System.out.println(item);
      }
    }
    return done();
  }

  @Async
  static Coroutine<Void> closesUnderALock(Object lock, AsyncCloseable closeable) throws Exception {
    await(yieldNow());
    synchronized (lock) {
      closeable.close();
    }
    return done();
  }

  static Supplier<Coroutine<Integer>> plainLambdaUnderALock(Object lock) {
    return () -> {
      synchronized (lock) {
        return number();
      }
    };
  }

  // Generators and loops.

  @Async
  static AsyncGenerator<Integer> endsByALocal() {
    emit(1);
    AsyncGenerator<Integer> end = end();
    return (end());
  }

  @Async
  static AsyncGenerator<Integer> endsByNull(boolean early) {
    if (early) {
      return null;
    }
    try {
      emit(1);
      return end();
    } finally {
      await(yieldNow());
    }
  }

  @Async
  static AsyncGenerator<Integer> endsByAnother() {
    emit(1);
    return endsByNull(true);
  }

  @Async
  static <T extends Number> AsyncGenerator<T> emitsVariables(T value, Object other, List<T> list) {
    emit(value);
    emit(other);
    emit(list.get(0));
    emit(null);
    return end();
  }

  @Async
  static AsyncGenerator<Number> emitsSubclasses() {
    emit(1);
    emit(2.0);
    emit((Object) "x");
    return end();
  }

  @Async
  static AsyncGenerator<Long> emitsAnotherNumber() {
    emit(1);
    return end();
  }

  @Async
  static AsyncGenerator<List<String>> emitsAnInterface(Comparable<String> value) {
    emit(value);
    emit(Collections.emptyList());
    return end();
  }

  @Async
  static AsyncGenerator<String> emitsAndReceives() {
    Integer sent = emit("value", Integer.class);
    return end();
  }

  @Async
  static AsyncGenerator<Integer> emitsAnotherAndReceives() {
    String sent = emit("value", String.class);
    return end();
  }

  @Async
  static Coroutine<Void> nestedLoops(AsyncIterable<AsyncIterable<String>> items) {
    for (var inner : (each(items))) {
      for (String item : Asyncio.each(inner)) {
        System.out.println(item);
      }
    }
    return done();
  }

  // Classes in methods.

  @Async
  static Coroutine<Void> anonymous() {
    Object object =
        new Object() {
          void stray() {
            await(yieldNow());
          }

          @Async
          Coroutine<Void> proper() {
            await(yieldNow());
            return done();
          }
        };
    await(yieldNow());
    return done();
  }

  @Async
  static Coroutine<Void> argumentsOfAnAnonymousClass() {
    List<Object> list = new ArrayList<>(await(numbers())) {};
    return done();
  }

  static void local() {
    class Local {
      final int n = await(number());
    }
  }

  // Declarations.

  @Async
  static int[] returnsAnArray() {
    return new int[0];
  }

  @Async
  static Level returnsANestedType() {
    return Level.LOW;
  }

  @Async
  static <T> T returnsAVariable(T value) {
    return value;
  }

  @Async
  static <T extends Coroutine<Integer>> T returnsABoundedVariable() {
    await(yieldNow());
    return null;
  }

  @Async
  public static void main(String... arguments) {
    await(yieldNow());
  }

  // Dropped.

  @Async
  Coroutine<Void> member() {
    return done();
  }

  static class Derived extends Corners {
    @Async
    Coroutine<Void> drops(Derived other, Supplier<Coroutine<Void>> supplier) {
      member();
      other.member();
      super.member();
      this.number();
      yieldNow();
      supplier.get();
      Runnable runnable = () -> member();
      Supplier<Object> kept = () -> member();
      Coroutine<Void> unused = member();
      (member()).close();
      for (member(); other != null; number()) {
        other = null;
      }
      return done();
    }
  }

  static class NothingToCompile {
    void drops() {
      number();
    }
  }
}
