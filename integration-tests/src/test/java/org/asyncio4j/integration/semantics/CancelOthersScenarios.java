package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Task;

/** How a cancellation travels between tasks that await one another. */
final class CancelOthersScenarios {
  private CancelOthersScenarios() {}

  static final class CancelInCallback extends MainScenario {
    @Async
    Coroutine<Void> a() {
      await(yieldNow());
      return done();
    }

    @Async
    Coroutine<Void> b() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("b cancelled");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> ta = createTask(a());
      Task<Void> tb = createTask(b());
      ta.addDoneCallback(ignored -> print("cb", tb.cancel()));
      await(gather(ta, tb));
      return done();
    }
  }

  static final class CancelInnerDirectly extends MainScenario {
    @Async
    Coroutine<String> outer(Task<?> i) {
      try {
        await(i);
      } catch (CancelledError e) {
        print("outer", Objects.requireNonNull(currentTask()).cancelling());
        return done("survived");
      }
      return done(null);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> i = createTask(sleep(ofSeconds(10)));
      Task<String> o = createTask(outer(i));
      await(yieldNow());
      i.cancel();
      print(await(o));
      return done();
    }
  }

  static final class CancelInnerSwallowsOuterLost extends MainScenario {
    @Async
    Coroutine<Integer> inner() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        return done(5);
      }
      return done(null);
    }

    @Async
    Coroutine<Void> outer() {
      Integer r = await(createTask(inner()));
      print("outer got", r, Objects.requireNonNull(currentTask()).cancelling());
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> o = createTask(outer());
      await(yieldNow());
      await(yieldNow());
      o.cancel();
      await(Asyncio.wait(List.of(o)));
      print(o.isCancelled());
      return done();
    }
  }

  static final class CancelMsg extends MainScenario {
    @Async
    Coroutine<Void> inner() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("inner", PythonText.args(e));
        throw e;
      }
      return done();
    }

    @Async
    Coroutine<Void> outer() {
      try {
        await(createTask(inner()));
      } catch (CancelledError e) {
        print("outer", PythonText.args(e));
        throw e;
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(outer());
      await(yieldNow());
      await(yieldNow());
      t.cancel("why");
      try {
        await(t);
      } catch (CancelledError e) {
        print("main", PythonText.args(e));
      }
      return done();
    }
  }

  static final class CancelSharedFuture extends MainScenario {
    @Async
    Coroutine<Void> w(String n, Future<?> f) {
      try {
        await(f);
      } catch (CancelledError e) {
        print(n, "CancelledError", Objects.requireNonNull(currentTask()).cancelling());
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Future<Void> f = getRunningLoop().createFuture();
      Task<Void> a = createTask(w("a", f));
      Task<Void> b = createTask(w("b", f));
      await(yieldNow());
      a.cancel();
      await(gather(a, b));
      return done();
    }
  }

  static final class CancelThroughTask extends MainScenario {
    @Async
    Coroutine<Void> inner() {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        await(yieldNow());
        print("inner cleaned");
      }
      return done();
    }

    @Async
    Coroutine<Void> outer(Task<?> t) {
      try {
        await(t);
      } finally {
        print("outer cleaned", t.isCancelled());
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> i = createTask(inner());
      Task<Void> o = createTask(outer(i));
      await(yieldNow());
      o.cancel();
      await(Asyncio.wait(List.of(o)));
      print(i.isCancelled(), i.cancelling(), o.isCancelled(), o.cancelling());
      return done();
    }
  }

  static final class CancelUnstartedAwaitingTask extends MainScenario {
    @Async
    Coroutine<Integer> inner() {
      print("inner ran");
      return done(1);
    }

    @Async
    Coroutine<Integer> outer(Task<Integer> i) {
      print("outer ran");
      return done(await(i));
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Integer> i = createTask(inner());
      Task<Integer> o = createTask(outer(i));
      o.cancel();
      await(Asyncio.wait(List.of(o, i)));
      print(o.isCancelled(), i.result());
      return done();
    }
  }
}
