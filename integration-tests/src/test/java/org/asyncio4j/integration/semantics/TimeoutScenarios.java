package org.asyncio4j.integration.semantics;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.LoopClock;
import org.asyncio4j.Runner;
import org.asyncio4j.Task;
import org.asyncio4j.Timeout;

/** {@code timeout} and {@code timeout_at}. */
final class TimeoutScenarios {
  private TimeoutScenarios() {}

  static final class TimeoutNestedBoth extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Duration now = getRunningLoop().time();
      Timeout[] limits = new Timeout[2];
      try {
        await(
            asyncWith(
                timeoutAt(now),
                o -> {
                  limits[0] = o;
                  try {
                    await(
                        asyncWith(
                            timeoutAt(now),
                            i -> {
                              limits[1] = i;
                              await(sleep(ofSeconds(10)));
                              return done();
                            }));
                  } catch (Throwable e) {
                    print("between", PythonText.typeName(e.getClass()));
                    throw e;
                  }
                  return done();
                }));
      } catch (AsyncTimeoutException e) {
        print(
            "TimeoutError",
            limits[1].expired(),
            limits[0].expired(),
            Objects.requireNonNull(currentTask()).cancelling());
      }
      return done();
    }
  }

  static final class TimeoutNotReached extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Timeout t = timeout(ofMillis(20));
      await(
          asyncWith(
              t,
              entered -> {
                await(sleep(ZERO));
                return done();
              }));
      print(t.expired());
      await(sleep(ofMillis(40)));
      print("fine");
      return done();
    }
  }

  static final class TimeoutOtherError extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Timeout[] limit = new Timeout[1];
      try {
        await(
            timeout(
                ofMillis(10),
                t -> {
                  limit[0] = t;
                  try {
                    await(sleep(ofSeconds(10)));
                  } catch (CancelledError e) {
                    throw new IllegalArgumentException("mine");
                  }
                  return done();
                }));
      } catch (IllegalArgumentException e) {
        print(
            "ValueError",
            e,
            limit[0].expired(),
            Objects.requireNonNull(currentTask()).cancelling());
      }
      return done();
    }
  }

  static final class TimeoutPlusCancel extends Scenario {
    /** Stands where it is put: time that passes while a callback blocks. */
    private static final class Hand implements LoopClock {
      private long now;

      @Override
      public long nanoTime() {
        return now;
      }

      @Override
      public long sleepUntil(long nanoTime, boolean outstanding) {
        now = Math.max(now, nanoTime);
        return 0;
      }
    }

    private final Hand clock = new Hand();

    @Async
    Coroutine<Void> f() {
      await(
          asyncWith(
              timeoutAt(getRunningLoop().time().plus(ofMillis(10))),
              t -> {
                try {
                  await(sleep(ofSeconds(10)));
                } finally {
                  print("expired", t.expired(), Objects.requireNonNull(currentTask()).cancelling());
                }
                return done();
              }));
      return done();
    }

    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(sleep(ZERO));
      EventLoop loop = getRunningLoop();
      clock.now += ofMillis(20).toNanos();
      loop.callLater(ZERO, t::cancel);
      try {
        await(t);
      } catch (CancelledError e) {
        print("CancelledError", t.cancelling());
      } catch (AsyncTimeoutException e) {
        print("TimeoutError");
      }
      return done();
    }

    @Override
    void module() {
      try (Runner runner = Runner.builder().clock(clock).build()) {
        runner.run(main());
      }
    }
  }

  static final class TimeoutSwallowed extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Timeout t = timeout(ofMillis(10));
      await(
          asyncWith(
              t,
              entered -> {
                try {
                  await(sleep(ofSeconds(10)));
                } catch (CancelledError e) {
                  print("swallowed");
                }
                await(sleep(ZERO));
                print("rest of body");
                return done();
              }));
      print(t.expired(), Objects.requireNonNull(currentTask()).cancelling());
      return done();
    }
  }

  static final class TimeoutZero extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Timeout first = timeout(ZERO);
      await(
          asyncWith(
              first,
              t -> {
                print("no await");
                return done();
              }));
      print(first.expired());
      Timeout second = timeout(ZERO);
      try {
        await(
            asyncWith(
                second,
                t -> {
                  print("before");
                  await(sleep(ZERO));
                  print("after one yield");
                  await(sleep(ZERO));
                  print("never");
                  return done();
                }));
      } catch (AsyncTimeoutException e) {
        print("TimeoutError", second.expired());
      }
      return done();
    }
  }
}
