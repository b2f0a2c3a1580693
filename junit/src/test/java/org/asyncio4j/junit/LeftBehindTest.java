package org.asyncio4j.junit;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks and failures that a test leaves behind. */
class LeftBehindTest {

  @Async
  static Coroutine<Void> forever() {
    await(inner());
    return done();
  }

  @Async
  static Coroutine<Void> inner() {
    try {
      await(sleep(ofHours(1)));
    } catch (CancelledError e) {
      TestRun.NOTES.add("cancelled");
      throw e;
    }
    return done();
  }

  @Async
  static Coroutine<Void> fails(String message) {
    await(yieldNow());
    throw new IllegalStateException(message);
  }

  static class Tasks {
    @AsyncTest
    void one() {
      createTask(forever(), "background");
      await(yieldNow());
    }

    @AsyncTest
    void two() {
      Task<Void> awaited = createTask(forever(), "awaited");
      createTask(awaiting(awaited), "awaiting");
      await(yieldNow());
      await(yieldNow());
    }

    @Async
    private Coroutine<Void> awaiting(Task<Void> task) {
      await(task);
      return done();
    }

    @AsyncTest
    void cancelledButNotAwaited() {
      Task<Void> task = createTask(forever());
      await(yieldNow());
      task.cancel();
    }

    @AsyncTest
    void failsAndLeaves() {
      createTask(forever());
      await(fails("the test itself"));
    }
  }

  @Test
  void tasksThatNobodyHasEnded() {
    TestRun run = TestRun.of(Tasks.class);

    assertThat(run.unsuccessful())
        .containsExactlyInAnyOrder("FAILED one()", "FAILED two()", "FAILED failsAndLeaves()");
    assertThat(run.message("one()"))
        .isEqualTo(
            """
            Tasks.one left a task behind; await or cancel what it starts
            └── (T) background
                └── org.asyncio4j.junit.LeftBehindTest.forever(LeftBehindTest.java:N)
                    └── org.asyncio4j.junit.LeftBehindTest.inner(LeftBehindTest.java:N)""");
    assertThat(run.message("two()"))
        .isEqualTo(
            """
            Tasks.two left 2 tasks behind; await or cancel what it starts
            └── (T) awaiting
                └── org.asyncio4j.junit.LeftBehindTest$Tasks.awaiting(LeftBehindTest.java:N)
                    └── (T) awaited
                        └── org.asyncio4j.junit.LeftBehindTest.forever(LeftBehindTest.java:N)
                            └── org.asyncio4j.junit.LeftBehindTest.inner(LeftBehindTest.java:N)""");
    assertThat(run.failure("failsAndLeaves()"))
        .hasMessage("the test itself")
        .hasNoSuppressedExceptions();
    assertThat(TestRun.NOTES).hasSize(4).containsOnly("cancelled");
  }

  static class ClosesAGenerator {
    @AsyncTest
    void closes() {
      AsyncGenerator<Integer> numbers = numbers();
      await(numbers.anext());
      createTask(numbers.aclose());
    }

    @Async
    private static AsyncGenerator<Integer> numbers() {
      try {
        emit(1);
      } finally {
        await(yieldNow());
        TestRun.NOTES.add("closed");
      }
      return end();
    }
  }

  /** The loop starts such a task itself for a generator that the garbage collector has found. */
  @Test
  void aGeneratorThatIsBeingClosed() {
    assertThat(TestRun.of(ClosesAGenerator.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly("closed");
  }

  static class Many {
    @AsyncTest
    void hundredAndTwo() {
      for (int i = 1; i <= 102; i++) {
        createTask(sleep(ofHours(1)));
      }
      await(yieldNow());
    }
  }

  @Test
  void onlyTheFirstOfManyTasksAreDrawn() {
    assertThat(TestRun.of(Many.class).message("hundredAndTwo()").lines())
        .hasSize(102)
        .startsWith("Many.hundredAndTwo left 102 tasks behind; await or cancel what it starts")
        .endsWith("└── (T) Task-100", "and 2 more");
  }

  static class Circle {
    private Task<Void> first;
    private Task<Void> second;

    @AsyncTest
    void circle() {
      first = createTask(awaitsSecond(), "first");
      second = createTask(awaitsFirst(), "second");
      createTask(awaitsFirst(), "third");
      await(yieldNow());
      await(yieldNow());
    }

    @Async
    private Coroutine<Void> awaitsFirst() {
      await(first);
      return done();
    }

    @Async
    private Coroutine<Void> awaitsSecond() {
      await(second);
      return done();
    }
  }

  @Test
  void tasksThatAwaitEachOther() {
    assertThat(TestRun.of(Circle.class).message("circle()"))
        .isEqualTo(
            """
            Circle.circle left 3 tasks behind; await or cancel what it starts
            └── (T) third
                └── org.asyncio4j.junit.LeftBehindTest$Circle.awaitsFirst(LeftBehindTest.java:N)
                    └── (T) first
                        └── org.asyncio4j.junit.LeftBehindTest$Circle.awaitsSecond(LeftBehindTest.java:N)
                            └── (T) second
                                └── org.asyncio4j.junit.LeftBehindTest$Circle.awaitsFirst(LeftBehindTest.java:N)
                                    └── (T) first""");
  }

  static class EndedByTheFixture {
    private Task<Void> task;

    @AsyncBeforeEach
    void start() {
      task = createTask(forever());
      await(yieldNow());
    }

    @AsyncTest
    void test() {
      await(yieldNow());
    }

    @AsyncAfterEach
    void stop() {
      await(yieldNow());
      task.cancel();
    }
  }

  @Test
  void fixturesAreStillPartOfTheTest() {
    assertThat(TestRun.of(EndedByTheFixture.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly("cancelled");
  }

  @SharedLoop
  static class OnASharedLoop {
    @AsyncBeforeAll
    static void before() {
      createTask(forever(), "of the class");
      await(yieldNow());
    }

    @AsyncTest
    void leaves() {
      createTask(forever(), "of the test");
      await(yieldNow());
    }

    @AsyncTest
    void leavesNothing() {
      await(yieldNow());
    }
  }

  @Test
  void aSharedLoopTellsTestsFromTheirClass() {
    TestRun run = TestRun.of(OnASharedLoop.class);

    assertThat(run.unsuccessful())
        .containsExactly("FAILED leaves()", "FAILED LeftBehindTest$OnASharedLoop");
    assertThat(run.message("leaves()"))
        .isEqualTo(
            """
            OnASharedLoop.leaves left a task behind; await or cancel what it starts
            └── (T) of the test
                └── org.asyncio4j.junit.LeftBehindTest.forever(LeftBehindTest.java:N)
                    └── org.asyncio4j.junit.LeftBehindTest.inner(LeftBehindTest.java:N)""");
    assertThat(run.message("LeftBehindTest$OnASharedLoop"))
        .isEqualTo(
            """
            OnASharedLoop left a task behind; await or cancel what it starts
            └── (T) of the class
                └── org.asyncio4j.junit.LeftBehindTest.forever(LeftBehindTest.java:N)
                    └── org.asyncio4j.junit.LeftBehindTest.inner(LeftBehindTest.java:N)""");
    assertThat(TestRun.NOTES).containsExactly("cancelled", "cancelled");
  }

  @ExtendWith(AsyncExtension.class)
  static class BeforeAllWithoutSharedLoop {
    @AsyncBeforeAll
    static void start() {
      createTask(forever(), "server");
      await(yieldNow());
    }

    @AsyncTest
    void notReached() {
      TestRun.NOTES.add("reached");
    }
  }

  @Test
  void aFixtureForAllTestsNeedsASharedLoopToLeaveSomethingRunning() {
    TestRun run = TestRun.of(BeforeAllWithoutSharedLoop.class);

    assertThat(run.unsuccessful())
        .containsExactly("FAILED LeftBehindTest$BeforeAllWithoutSharedLoop");
    assertThat(run.message("LeftBehindTest$BeforeAllWithoutSharedLoop"))
        .isEqualTo(
            """
            BeforeAllWithoutSharedLoop.start left a task behind; await or cancel what it starts, or\
             annotate the class with @SharedLoop to have it go on
            └── (T) server
                └── org.asyncio4j.junit.LeftBehindTest.forever(LeftBehindTest.java:N)
                    └── org.asyncio4j.junit.LeftBehindTest.inner(LeftBehindTest.java:N)""");
    assertThat(TestRun.NOTES).containsExactly("cancelled");
  }

  static class Failures {
    @AsyncTest
    void task() {
      createTask(fails("unseen"));
      await(yieldNow());
      await(yieldNow());
    }

    @AsyncTest
    void callback() {
      getRunningLoop()
          .callSoon(
              () -> {
                throw new IllegalStateException("in a callback");
              });
      await(yieldNow());
    }

    @AsyncTest
    void seen() {
      Task<Void> task = createTask(fails("seen"));
      await(yieldNow());
      await(yieldNow());
      task.exception();
    }

    @AsyncTest
    void handled() {
      getRunningLoop().setExceptionHandler((loop, failure) -> TestRun.NOTES.add(failure.message()));
      createTask(fails("handled"));
      await(yieldNow());
      await(yieldNow());
    }

    @AsyncTest
    void besidesTheTest() {
      createTask(fails("beside"));
      await(yieldNow());
      await(yieldNow());
      throw new IllegalStateException("the test");
    }

    @AsyncTest
    void duringCleanUp() {
      createTask(failsWhenCancelled(), "cleaning up");
      await(yieldNow());
    }

    @Async
    private Coroutine<Void> failsWhenCancelled() {
      try {
        await(sleep(ofHours(1)));
      } finally {
        await(fails("clean-up"));
      }
      return done();
    }
  }

  @Test
  void failuresThatNobodyLookedAt() {
    TestRun run = TestRun.of(Failures.class);

    assertThat(run.unsuccessful())
        .containsExactlyInAnyOrder(
            "FAILED task()",
            "FAILED callback()",
            "FAILED besidesTheTest()",
            "FAILED duringCleanUp()");
    assertThat(run.failure("task()"))
        .hasMessage(
            """
            Failures.task left a failure that nobody looked at: Task exception was never retrieved
            java.lang.IllegalStateException: unseen""")
        .hasCause(new IllegalStateException("unseen"));
    assertThat(run.message("callback()"))
        .startsWith(
            "Failures.callback left a failure that nobody looked at: Exception in callback ")
        .endsWith("\njava.lang.IllegalStateException: in a callback");
    assertThat(TestRun.NOTES).contains("Task exception was never retrieved");
    assertThat(run.failure("besidesTheTest()")).hasMessage("the test");
    assertThat(run.failure("besidesTheTest()").getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly(
            """
            Failures.besidesTheTest left a failure that nobody looked at: Task exception was never retrieved
            java.lang.IllegalStateException: beside""");
    assertThat(run.message("duringCleanUp()"))
        .startsWith(
            """
            Failures.duringCleanUp left a task behind; await or cancel what it starts
            └── (T) cleaning up
                └── org.asyncio4j.junit.LeftBehindTest$Failures.failsWhenCancelled(LeftBehindTest.java:N)
            Failures.duringCleanUp left a failure that nobody looked at: unhandled exception during asyncio.run() shutdown
            future: <Task finished name='cleaning up'""")
        .endsWith("\njava.lang.IllegalStateException: clean-up");
  }
}
