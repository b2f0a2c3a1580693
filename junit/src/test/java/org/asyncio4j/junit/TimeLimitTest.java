package org.asyncio4j.junit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Bodies that do not end by themselves. */
class TimeLimitTest {
  private static final String LIMIT = "asyncio4j.junit.timeout";

  @Async
  static Coroutine<Void> forever() {
    await(getRunningLoop().createFuture());
    return done();
  }

  static class Waiting {
    @AsyncTest
    void waits() {
      createTask(forever(), "other");
      await(forever());
    }
  }

  @Test
  void aBodyThatWaitsForever() {
    TestRun run = TestRun.of(Waiting.class, LIMIT, "300 ms");

    assertThat(run.unsuccessful()).containsExactly("FAILED waits()");
    assertThat(run.message("waits()"))
        .isEqualTo(
            """
            Waiting.waits took longer than 300 ms; the tasks of the loop are
            ├── (T) waits
            │   └── org.asyncio4j.junit.TimeLimitTest$Waiting.waits(TimeLimitTest.java:N)
            │       └── org.asyncio4j.junit.TimeLimitTest.forever(TimeLimitTest.java:N)
            └── (T) other
                └── org.asyncio4j.junit.TimeLimitTest.forever(TimeLimitTest.java:N)""");
    assertThat(run.failure("waits()")).hasNoCause().hasNoSuppressedExceptions();
    assertThat(run.failure("waits()").getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .startsWith("forever", "waits");
  }

  static class Turning {
    @AsyncTest(virtualTime = true)
    void turns() {
      while (true) {
        await(sleep(ofHours(1)));
      }
    }

    @AsyncTest
    void deniesCancellation() {
      while (true) {
        try {
          await(yieldNow());
        } catch (CancelledError e) {
          TestRun.NOTES.add("denied");
        }
      }
    }
  }

  @Test
  void bodiesThatTurnForever() {
    TestRun run = TestRun.of(Turning.class, LIMIT, "300 ms");

    assertThat(run.unsuccessful())
        .containsExactlyInAnyOrder("FAILED turns()", "FAILED deniesCancellation()");
    assertThat(run.message("turns()"))
        .isEqualTo(
            """
            Turning.turns took longer than 300 ms; the tasks of the loop are
            └── (T) turns
                └── org.asyncio4j.junit.TimeLimitTest$Turning.turns(TimeLimitTest.java:N)""");
    assertThat(run.failure("deniesCancellation()").getSuppressed())
        .extracting(suppressed -> TestRun.normal(suppressed.getMessage()))
        .containsExactly(
            """
            closing the loop of Turning.deniesCancellation took longer than 300 ms; the tasks of the loop are
            └── (T) deniesCancellation
                └── org.asyncio4j.junit.TimeLimitTest$Turning.deniesCancellation(TimeLimitTest.java:N)""");
    assertThat(TestRun.NOTES).containsExactly("denied");
  }

  static class Blocking {
    @AsyncTest
    void blocks() throws InterruptedException {
      createTask(forever(), "other");
      await(yieldNow());
      new CountDownLatch(1).await();
    }

    @AsyncTest
    void goesOn() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        TestRun.NOTES.add("interrupted");
      }
      await(forever());
    }

    @AsyncTest
    void isNotInterrupted() {
      TestRun.NOTES.add(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void bodiesThatBlockTheThread() {
    TestRun run = TestRun.of(Blocking.class, LIMIT, "300 ms");

    assertThat(run.unsuccessful()).containsExactlyInAnyOrder("FAILED blocks()", "FAILED goesOn()");
    assertThat(run.message("blocks()").lines())
        .startsWith(
            "Blocking.blocks took longer than 300 ms; it blocks the thread of the event loop")
        .contains(
            "    at java.util.concurrent.CountDownLatch.await(CountDownLatch.java:N)",
            "    at org.asyncio4j.junit.TimeLimitTest$Blocking.blocks(TimeLimitTest.java:N)")
        .noneMatch(line -> line.contains("org.asyncio4j.Task"));
    assertThat(run.failure("blocks()")).hasCauseInstanceOf(InterruptedException.class);
    assertThat(run.message("goesOn()").lines())
        .startsWith(
            "Blocking.goesOn took longer than 300 ms; it blocks the thread of the event loop")
        .endsWith(
            "    at org.asyncio4j.junit.TimeLimitTest$Blocking.goesOn(TimeLimitTest.java:N)",
            "└── (T) goesOn",
            "    └── org.asyncio4j.junit.TimeLimitTest$Blocking.goesOn(TimeLimitTest.java:N)",
            "        └── org.asyncio4j.junit.TimeLimitTest.forever(TimeLimitTest.java:N)");
    assertThat(TestRun.NOTES).containsExactlyInAnyOrder("interrupted", false);
  }

  static class Fixture {
    @AsyncBeforeEach
    void before() {
      await(forever());
    }

    @AsyncTest
    void test() {
      TestRun.NOTES.add("reached");
    }
  }

  @Test
  void fixturesAreLimitedToo() {
    TestRun run = TestRun.of(Fixture.class, LIMIT, "300ms");

    assertThat(run.message("test()"))
        .startsWith("Fixture.before took longer than 300 ms; the tasks of the loop are\n");
    assertThat(TestRun.NOTES).isEmpty();
  }

  static class OfJUnit {
    @AsyncTest
    @Timeout(value = 50, unit = MILLISECONDS)
    void waits() {
      createTask(forever(), "other");
      await(forever());
    }
  }

  @Test
  void timeoutOfJUnitHoldsInstead() {
    TestRun run = TestRun.of(OfJUnit.class);

    assertThat(run.failure("waits()"))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("waits() timed out after 50 milliseconds");
    assertThat(run.failure("waits()").getSuppressed())
        .singleElement()
        .satisfies(
            suppressed ->
                assertThat(TestRun.normal(suppressed.getMessage()))
                    .isEqualTo(
                        """
                OfJUnit.waits was interrupted; the tasks of the loop are
                └── (T) other
                    └── org.asyncio4j.junit.TimeLimitTest.forever(TimeLimitTest.java:N)"""))
        .satisfies(
            suppressed ->
                assertThat(suppressed.getCause().getStackTrace()[1].getMethodName())
                    .isEqualTo("waits"));
  }

  static class LongerByJUnit {
    @AsyncTest
    @Timeout(60)
    void takesLonger() {
      await(sleep(ofMillis(1100)));
    }
  }

  @Test
  void timeoutOfJUnitMayBeLonger() {
    assertThat(TestRun.of(LongerByJUnit.class, LIMIT, "1 s").unsuccessful()).isEmpty();
  }

  static class OnAThreadOfItsOwn {
    @AsyncTest
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void elsewhere(EventLoop loop) {
      await(sleep(ofMillis(1)));
      assertThat(getRunningLoop()).isSameAs(loop);
      TestRun.NOTES.add("ran");
    }
  }

  @Test
  void timeoutOfJUnitMayCallTheTestOnAnotherThread() {
    assertThat(TestRun.of(OnAThreadOfItsOwn.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly("ran");
  }

  static class Short {
    @AsyncTest
    void test() {
      await(yieldNow());
    }
  }

  @Test
  void aLimitThatIsNone() {
    TestRun run = TestRun.of(Short.class, LIMIT, "soon");

    assertThat(run.failure("test()"))
        .hasMessage(
            "the configuration parameter asyncio4j.junit.timeout is 'soon'; write a number and a"
                + " unit, ms, s, m or h: '30 s'");
  }

  static class SlowThread {
    @AsyncTest
    void blocksForAWhile() throws InterruptedException {
      Thread.sleep(20);
    }
  }

  @Test
  void theModeOfJUnitTurnsTheLimitOff() {
    TestRun run =
        TestRun.of(
            SlowThread.class, LIMIT, "1 ms", "junit.jupiter.execution.timeout.mode", "disabled");

    assertThat(run.unsuccessful()).isEmpty();
  }
}
