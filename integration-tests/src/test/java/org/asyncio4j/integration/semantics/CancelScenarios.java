package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** What a cancelled task goes through, on its own. */
final class CancelScenarios {
  private CancelScenarios() {}

  static final class CancelBetweenAwaits extends MainScenario {
    @Async
    Coroutine<Void> f() {
      for (int i = 0; i < 5; i++) {
        try {
          await(yieldNow());
          print("step", i);
        } catch (CancelledError e) {
          print("cancel at", i);
          throw e;
        }
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      for (int i = 0; i < 3; i++) {
        await(yieldNow());
      }
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      return done();
    }
  }

  static final class CancelDuringCleanup extends MainScenario {
    @Async
    Coroutine<Void> f() {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        print("cleanup start");
        try {
          await(sleep(ofSeconds(10)));
          print("cleanup end");
        } catch (CancelledError e) {
          print("cleanup interrupted");
          throw e;
        }
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(yieldNow());
      t.cancel();
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled(), t.cancelling());
      return done();
    }
  }

  static final class CancelNotException extends MainScenario {
    @Async
    Coroutine<Void> f() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (Exception e) {
        print("never");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      for (Runnable g : List.<Runnable>of(t::result, t::exception)) {
        try {
          g.run();
        } catch (CancelledError e) {
          print("CancelledError");
        }
      }
      print(Exception.class.isAssignableFrom(CancelledError.class));
      return done();
    }
  }

  static final class CancelOrder extends MainScenario {
    @Async
    Coroutine<Void> f(int n) {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("woke", n);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      List<Task<Void>> ts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ts.add(createTask(f(i)));
      }
      await(yieldNow());
      for (int i : new int[] {2, 0, 1}) {
        ts.get(i).cancel();
      }
      await(gather(ts));
      return done();
    }
  }

  static final class CancelSelf extends MainScenario {
    @Async
    Coroutine<Void> f() {
      Objects.requireNonNull(currentTask()).cancel();
      print("still running");
      try {
        await(yieldNow());
      } catch (CancelledError e) {
        print("at await");
        throw e;
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      return done();
    }
  }

  static final class CancelSelfThenRaise extends MainScenario {
    @Async
    Coroutine<Void> f() {
      Objects.requireNonNull(currentTask()).cancel();
      throw new IllegalArgumentException("v");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled(), PythonText.repr(t.exception()));
      return done();
    }
  }

  static final class CancelSelfThenReturn extends MainScenario {
    @Async
    Coroutine<String> f() {
      Objects.requireNonNull(currentTask()).cancel();
      return done("lost");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<String> t = createTask(f());
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      return done();
    }
  }

  static final class CancelSwallowed extends MainScenario {
    @Async
    Coroutine<String> f() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        return done("kept");
      }
      return done(null);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<String> t = createTask(f());
      await(yieldNow());
      t.cancel();
      print(await(t), t.isCancelled(), t.cancelling());
      return done();
    }
  }

  static final class CancelTwiceSameTick extends MainScenario {
    @Async
    Coroutine<Void> f() {
      int n = 0;
      while (n < 3) {
        try {
          await(sleep(ofMillis(10)));
          break;
        } catch (CancelledError e) {
          n++;
          print("cancelled", n, Objects.requireNonNull(currentTask()).cancelling());
        }
      }
      print("end", n);
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(yieldNow());
      print(t.cancel(), t.cancel());
      await(t);
      return done();
    }
  }

  static final class CancelUncancelCounts extends MainScenario {
    @Async
    Coroutine<Void> f() {
      Task<?> me = Objects.requireNonNull(currentTask());
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print(me.cancelling(), me.uncancel(), me.cancelling(), me.uncancel(), me.uncancel());
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(yieldNow());
      t.cancel();
      t.cancel();
      await(t);
      return done();
    }
  }
}
