package org.asyncio4j.integration.semantics;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** {@code wait_for} and {@code shield}. */
final class LimitScenarios {
  private LimitScenarios() {}

  static final class WaitForInnerSwallows extends MainScenario {
    @Async
    Coroutine<String> f() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        return done("late value");
      }
      return done(null);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      print(await(waitFor(f(), ofMillis(10))));
      return done();
    }
  }

  static final class WaitForSameTask extends MainScenario {
    @Async
    Coroutine<Task<?>> who() {
      return done(currentTask());
    }

    @Override
    @Async
    Coroutine<Void> main() {
      print(await(waitFor(who(), ofSeconds(1))) == currentTask());
      return done();
    }
  }

  static final class WaitForShield extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Task<String> t = createTask(sleep(ofMillis(30), "finished"));
      try {
        await(waitFor(shield(t), ofMillis(10)));
      } catch (AsyncTimeoutException e) {
        print("TimeoutError", t.isDone(), t.cancelling());
      }
      print(await(t));
      return done();
    }
  }

  static final class WaitForTimeoutWaitsCleanup extends MainScenario {
    @Async
    Coroutine<Void> slow() {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        await(sleep(ofMillis(10)));
        print("cleanup done");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(waitFor(slow(), ofMillis(10)));
      } catch (AsyncTimeoutException e) {
        print("TimeoutError", PythonText.typeName(Objects.requireNonNull(e.getCause()).getClass()));
      }
      return done();
    }
  }

  static final class ShieldInnerErrorAfterCancel extends MainScenario {
    @Async
    Coroutine<Void> bad() {
      await(sleep(ofMillis(10)));
      throw new IllegalArgumentException("late");
    }

    @Async
    Coroutine<Void> w(Task<Void> t) {
      await(shield(t));
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      getRunningLoop()
          .setExceptionHandler((l, c) -> print("handler:", PythonText.inPython(c.message())));
      Task<Void> t = createTask(bad());
      Task<Void> o = createTask(w(t));
      await(sleep(ZERO));
      o.cancel();
      await(sleep(ofMillis(30)));
      print("end", t.isDone());
      return done();
    }
  }
}
