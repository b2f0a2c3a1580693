package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Outcome;
import org.asyncio4j.StopAsyncIteration;
import org.asyncio4j.Task;
import org.asyncio4j.integration.semantics.PythonText.Tuple;
import org.jspecify.annotations.Nullable;

/** Asynchronous generators: how they run, fail and are closed. */
final class GeneratorScenarios {
  private GeneratorScenarios() {}

  static final class AgenAcloseRunning extends MainScenario {
    @Async
    AsyncGenerator<Integer> g() {
      await(sleep(ofMillis(10)));
      emit(1);
      return end();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<Integer> a = g();
      Task<Integer> t = createTask(a.anext());
      await(yieldNow());
      try {
        await(a.aclose());
      } catch (IllegalStateException e) {
        print(e);
      }
      print(await(t));
      await(a.aclose());
      return done();
    }
  }

  static final class AgenAsendAthrow extends MainScenario {
    @Async
    AsyncGenerator<@Nullable Object> g() {
      Object x = null;
      while (true) {
        try {
          x = emit(x, Object.class);
        } catch (IllegalArgumentException e) {
          x = Tuple.of("caught", e.getMessage());
          await(yieldNow());
        }
      }
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<@Nullable Object> a = g();
      print(
          await(a.anext()),
          await(a.asend(1)),
          await(a.athrow(new IllegalArgumentException("v"))),
          await(a.asend(2)));
      await(a.aclose());
      try {
        await(a.anext());
      } catch (StopAsyncIteration e) {
        print("StopAsyncIteration");
      }
      return done();
    }
  }

  static final class AgenBreakHeld extends MainScenario {
    final List<Object> keep = new ArrayList<>();

    @Async
    AsyncGenerator<Integer> g() {
      try {
        emit(1);
      } finally {
        await(yieldNow());
        print("agen finally");
      }
      return end();
    }

    @Async
    Coroutine<Void> bg() {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        print("task finally");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<Integer> a = g();
      keep.add(a);
      keep.add(createTask(bg()));
      await(a.anext());
      await(yieldNow());
      print("main end");
      return done();
    }
  }

  static final class AgenCancelConsumerBody extends MainScenario {
    @Async
    AsyncGenerator<Integer> g() {
      try {
        emit(1);
        emit(2);
      } finally {
        print("gen finally");
      }
      return end();
    }

    @Async
    Coroutine<Void> use(AsyncGenerator<Integer> a) {
      for (int x : each(a)) {
        print("got", x);
        await(sleep(ofSeconds(10)));
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<Integer> a = g();
      Task<Void> t = createTask(use(a));
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print("consumer cancelled");
      print(await(a.anext()));
      await(a.aclose());
      return done();
    }
  }

  static final class AgenCancelInside extends MainScenario {
    @Nullable AsyncGenerator<Integer> a;

    @Async
    AsyncGenerator<Integer> g() {
      try {
        emit(1);
        await(sleep(ofSeconds(10)));
        emit(2);
      } catch (CancelledError e) {
        print("in generator");
        throw e;
      } finally {
        print("gen finally");
      }
      return end();
    }

    @Async
    Coroutine<Void> use() {
      for (int x : each(Objects.requireNonNull(a))) {
        print(x);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      a = g();
      Task<Void> t = createTask(use());
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      try {
        await(a.anext());
      } catch (StopAsyncIteration e) {
        print("finished");
      }
      return done();
    }
  }

  /** A comprehension is a loop; a generator expression is a generator. */
  static final class AgenComprehension extends MainScenario {
    @Async
    AsyncGenerator<Integer> g(int n) {
      for (int i = 0; i < n; i++) {
        await(yieldNow());
        emit(i);
      }
      return end();
    }

    @Async
    Coroutine<Integer> d(int x) {
      await(yieldNow());
      return done(x * 10);
    }

    @Async
    AsyncGenerator<Integer> mapped(AsyncGenerator<Integer> items) {
      for (int x : each(items)) {
        emit(await(d(x)));
      }
      return end();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      List<Integer> odd = new ArrayList<>();
      for (int x : each(g(4))) {
        if (x % 2 != 0) {
          odd.add(x);
        }
      }
      Map<Integer, Integer> tens = new LinkedHashMap<>();
      for (int x : each(g(2))) {
        tens.put(x, await(d(x)));
      }
      print(odd, tens);
      List<Integer> all = new ArrayList<>();
      for (int y : each(mapped(g(3)))) {
        all.add(y);
      }
      print(all);
      return done();
    }
  }

  static final class AgenConcurrentAnext extends MainScenario {
    @Async
    AsyncGenerator<Integer> g() {
      while (true) {
        await(sleep(ofMillis(10)));
        emit(1);
      }
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<Integer> a = g();
      List<Outcome<Integer>> r = await(gatherOutcomes(a.anext(), a.anext()));
      Throwable second = Objects.requireNonNull(r.get(1).exception());
      print(r.get(0).value(), PythonText.typeName(second.getClass()), second);
      await(a.aclose());
      return done();
    }
  }

  /** Python's {@code anext(a, default)} is a handler of {@link StopAsyncIteration}. */
  static final class AgenException extends MainScenario {
    @Async
    AsyncGenerator<Integer> g() {
      emit(1);
      throw new IllegalArgumentException("g");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<Integer> a = g();
      print(await(a.anext()));
      try {
        await(a.anext());
      } catch (IllegalArgumentException e) {
        print("ValueError", e);
      }
      try {
        print(await(a.anext()));
      } catch (StopAsyncIteration e) {
        print("default");
      }
      return done();
    }
  }

  static final class AgenYieldInClose extends MainScenario {
    @Async
    AsyncGenerator<Integer> g() {
      try {
        emit(1);
      } finally {
        emit(2);
      }
      return end();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      AsyncGenerator<Integer> a = g();
      await(a.anext());
      try {
        await(a.aclose());
      } catch (IllegalStateException e) {
        print(e);
      }
      return done();
    }
  }
}
