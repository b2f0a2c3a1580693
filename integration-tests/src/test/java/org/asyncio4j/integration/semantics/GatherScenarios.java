package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.ReturnWhen;
import org.asyncio4j.Task;
import org.asyncio4j.WaitResult;

/** {@code gather} and {@code wait}: many at once. */
final class GatherScenarios {
  private GatherScenarios() {}

  static final class AsCompletedPlain extends MainScenario {
    @Async
    Coroutine<String> w(int d, String n) {
      await(sleep(ofMillis(d)));
      if (n.equals("b")) {
        throw new IllegalArgumentException(n);
      }
      return done(n);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      for (Coroutine<String> c :
          asCompleted(List.of(w(30, "c"), w(10, "a"), w(20, "b"))).coroutines()) {
        try {
          print(await(c));
        } catch (IllegalArgumentException e) {
          print("ValueError", e);
        }
      }
      return done();
    }
  }

  static final class AsCompletedTimeout extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      List<Task<Double>> ts = new ArrayList<>();
      for (double d : new double[] {0.01, 0.05, 0.05}) {
        ts.add(createTask(sleep(ofMillis(Math.round(d * 1000)), d)));
      }
      for (Coroutine<Double> c : asCompleted(ts, ofMillis(30)).coroutines()) {
        try {
          print(await(c));
        } catch (AsyncTimeoutException e) {
          print("TimeoutError");
        }
      }
      print(ts.stream().map(Future::isDone).toList());
      await(Asyncio.wait(ts));
      return done();
    }
  }

  static final class GatherCancelAfterFailure extends MainScenario {
    @Async
    Coroutine<String> bad() {
      throw new IllegalArgumentException();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<String> s = createTask(sleep(ofMillis(20), "kept"));
      Future<List<String>> g = gather(bad(), s);
      try {
        await(g);
      } catch (IllegalArgumentException e) {
        print(g.cancel());
      }
      print(await(s));
      return done();
    }
  }

  static final class GatherCancelOuter extends MainScenario {
    @Async
    Coroutine<Void> w(int n) {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("child", n);
        throw e;
      }
      return done();
    }

    @Async
    Coroutine<Void> g() {
      try {
        await(gather(w(1), w(2)));
      } catch (CancelledError e) {
        print("outer");
        throw e;
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(g());
      await(yieldNow());
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      return done();
    }
  }

  static final class GatherCancelReturnExceptions extends MainScenario {
    @Async
    Coroutine<Void> g() {
      try {
        print("list", await(gatherOutcomes(sleep(ofSeconds(10)), sleep(ofSeconds(10)))));
      } catch (CancelledError e) {
        print("CancelledError");
        throw e;
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(g());
      await(yieldNow());
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      return done();
    }
  }

  static final class GatherDuplicates extends MainScenario {
    @Async
    Coroutine<Integer> w() {
      print("once");
      return done(1);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Integer> t = createTask(w());
      print(await(gather(t, t)));
      return done();
    }
  }

  static final class GatherEmpty extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Future<List<Object>> g = gather();
      print(g.isDone(), await(g));
      return done();
    }
  }

  static final class GatherNestedCancel extends MainScenario {
    @Async
    Coroutine<Void> leaf(int n) {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("leaf", n);
        throw e;
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t =
          createTask(
              async(
                  () -> {
                    await(gather(gather(leaf(1), leaf(2)), leaf(3)));
                    return done();
                  }));
      await(yieldNow());
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      return done();
    }
  }

  static final class GatherOrder extends MainScenario {
    @Async
    Coroutine<String> w(Duration d, String n) {
      await(sleep(d));
      print("done", n);
      return done(n);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      print(await(gather(w(ofMillis(30), "a"), w(ofMillis(10), "b"), w(ofMillis(20), "c"))));
      return done();
    }
  }

  static final class GatherScheduleOrder extends MainScenario {
    @Async
    Coroutine<Void> w(int n) {
      print("w", n);
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Future<List<Void>> g = gather(w(1), w(2));
      print("called");
      await(yieldNow());
      print("before await");
      await(g);
      return done();
    }
  }

  /** What Python refuses when it is run, javac refuses unless types are raw. */
  static final class WaitBadArgs extends MainScenario {
    @Async
    Coroutine<Void> f() {
      return done();
    }

    @Override
    @Async
    @SuppressWarnings({"unchecked", "rawtypes"})
    Coroutine<Void> main() {
      Coroutine<Void> c = f();
      for (Object a : List.of(List.of(c), List.of(), getRunningLoop().createFuture())) {
        try {
          await(Asyncio.wait((Collection) a));
        } catch (ClassCastException | IllegalArgumentException e) {
          print(PythonText.typeName(e.getClass()));
        }
      }
      c.close();
      return done();
    }
  }

  static final class WaitFirstCompleted extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Task<String> a = createTask(sleep(ofMillis(10), "a"));
      Task<String> b = createTask(sleep(ofMillis(30), "b"));
      WaitResult<Task<String>> r = await(Asyncio.wait(List.of(a, b), ReturnWhen.FIRST_COMPLETED));
      print(r.done().equals(Set.of(a)), r.pending().equals(Set.of(b)), b.isCancelled());
      print(await(b));
      return done();
    }
  }
}
