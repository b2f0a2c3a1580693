package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No length of a chain overflows the stack. */
class DepthTest {
  private static final int MILLION = 1_000_000;

  @Test
  void aChainOfAMillionAwaitsReturns() {
    assertThat(Loops.run(new Nested(MILLION, Asyncio.done(0)))).isEqualTo(MILLION);
  }

  @Test
  void aChainOfAMillionAwaitsSuspendsAndReturns() {
    assertThat(Loops.run(new Nested(MILLION, Asyncio.sleep(java.time.Duration.ofSeconds(1), 0))))
        .isEqualTo(MILLION);
  }

  @Test
  void theTraceOfAFailureAMillionAwaitsDeepIsCutBetweenItsTwoEnds() {
    for (boolean suspending : new boolean[] {true, false}) {
      Coroutine<Integer> leaf =
          Script.<Integer>named("leaf")
              .then(v -> suspending ? Asyncio.yieldNow() : null)
              .then(
                  v -> {
                    throw new IOException("leaf");
                  });
      Throwable failure = catchThrowable(() -> Loops.run(new Nested(MILLION, leaf)));
      StackTraceElement[] trace = failure.getStackTrace();
      assertThat(trace).hasSizeBetween(900, 1024);
      assertThat(trace[0].getClassName()).isEqualTo(DepthTest.class.getName());
      assertThat(trace)
          .filteredOn(frame -> frame.getClassName().equals(Nested.class.getName()))
          .hasSizeGreaterThan(500);
      assertThat(trace)
          .anyMatch(frame -> frame.getClassName().equals(Runner.class.getName()))
          .anyMatch(frame -> frame.getMethodName().equals("catchThrowable"));
    }
  }

  @Test
  void aFailureLeavesAChainOfAMillionAwaits() {
    Coroutine<Integer> leaf =
        Script.<Integer>named("leaf")
            .then(v -> Asyncio.yieldNow())
            .then(
                v -> {
                  throw new IOException("leaf");
                });
    assertThatThrownBy(() -> Loops.run(new Nested(MILLION, leaf)))
        .isInstanceOf(IOException.class)
        .hasMessage("leaf");
  }

  @Test
  void aCancellationReachesTheEndOfAChainOfAMillionAwaitsAndComesBack() {
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    Asyncio.createTask(
                        new Nested(MILLION, Asyncio.sleep(java.time.Duration.ofDays(1), 0)),
                        "deep"))
            .outcome((value, failure) -> Loops.describe(failure));
    Script<Object> canceller =
        Script.named("canceller")
            .then(v -> Asyncio.createTask(main, "main"))
            .outcome((value, failure) -> value);
    Script<Object> root =
        Script.named("root")
            .then(
                v -> {
                  Task<Object> task = Asyncio.createTask(canceller);
                  EventLoop loop = Asyncio.getRunningLoop();
                  loop.callLater(java.time.Duration.ofSeconds(1), () -> task.cancel("stop"));
                  return task;
                });
    assertThat(Loops.run(root)).isEqualTo("CancelledError: stop");
  }

  @Test
  void aChainOfAHundredThousandTasksIsCancelledAtItsEnd() {
    List<Task<?>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  tasks.add(Asyncio.createTask(Asyncio.sleep(java.time.Duration.ofDays(1))));
                  for (int i = 0; i < 100_000; i++) {
                    Task<?> inner = tasks.get(i);
                    tasks.add(Asyncio.createTask(Script.of(ignored -> inner)));
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  Task<?> last = tasks.get(tasks.size() - 1);
                  assertThat(last.cancel("all")).isTrue();
                  return last;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError: all");
    assertThat(tasks).allMatch(Task::isCancelled).allMatch(task -> task.cancelling() == 1);
  }

  @Test
  void aCircleOfTasksCanBeCancelled() {
    List<Task<Object>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  for (int i = 0; i < 5; i++) {
                    int next = i == 4 ? 2 : i + 1;
                    tasks.add(Asyncio.createTask(Script.of(ignored -> tasks.get(next))));
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  assertThat(tasks.get(0).cancel("open")).isTrue();
                  return Asyncio.wait(tasks);
                })
            .then(v -> tasks.stream().map(Task::cancelling).toList());
    assertThat(Loops.run(main)).isEqualTo(List.of(1, 1, 1, 1, 1));
    assertThat(tasks).allMatch(Task::isCancelled);
  }

  /** Adds one to what it awaits, {@code depth} times nested. */
  private static final class Nested extends Coroutine<Integer> {
    private final int depth;
    private Coroutine<Integer> leaf;
    private boolean begun;

    Nested(int depth, Coroutine<Integer> leaf) {
      this.depth = depth;
      this.leaf = leaf;
    }

    @Override
    protected StackTraceElement frame() {
      return new StackTraceElement(Nested.class.getName(), "resume", "DepthTest.java", depth);
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      Object outcome = value;
      if (!begun) {
        begun = true;
        Coroutine<Integer> inner = depth == 1 ? leaf : new Nested(depth - 1, leaf);
        leaf = null;
        outcome = await(inner);
      }
      return outcome == SUSPENDED ? SUSPENDED : (Integer) outcome + 1;
    }
  }
}
