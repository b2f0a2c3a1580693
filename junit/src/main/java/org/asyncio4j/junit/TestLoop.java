package org.asyncio4j.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Context;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.LoopClock;
import org.asyncio4j.Runner;
import org.asyncio4j.Task;
import org.asyncio4j.VirtualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The event loop of a test, or of a class: runs bodies on it, keeps account of what they leave
 * behind, and closes it. Used by one thread at a time.
 */
final class TestLoop {
  private final LoopClock clock;
  private final Runner runner;
  private final EventLoop loop;
  private final Context context = Asyncio.copyContext();

  /** What the exception handler was told since the last test ended. */
  private final List<ExceptionContext> unobserved = new ArrayList<>();

  /** Whether the loop outlives the test at hand. */
  private boolean shared;

  /** Tasks of a shared loop that no test has to answer for. */
  private Set<Task<?>> known = Set.of();

  TestLoop(boolean virtualTime, boolean shared) {
    this.clock = virtualTime ? new VirtualClock() : LoopClock.system();
    this.shared = shared;
    runner = Runner.builder().clock(clock).build();
    loop = runner.getLoop();
    loop.setExceptionHandler((where, failure) -> unobserved.add(failure));
  }

  EventLoop loop() {
    return loop;
  }

  LoopClock clock() {
    return clock;
  }

  /** Says whether the loop outlives what {@link #end} is called for next. */
  void shared(boolean shared) {
    this.shared = shared;
    known = Set.of();
  }

  void checkVirtualTime(boolean wanted, String name) {
    if (wanted != clock instanceof VirtualClock) {
      throw new ExtensionConfigurationException(
          name
              + " differs from its class in virtual time, but shares its loop; put @VirtualTime next"
              + " to @SharedLoop");
    }
  }

  /** A test on a shared loop begins. */
  void begin() {
    Inspection inspection = new Inspection(Set.of(), false);
    loop.runUntilComplete(inspection);
    known = Set.copyOf(inspection.left());
  }

  /**
   * Runs the body of a test or fixture.
   *
   * @param name what it is called in messages
   * @param taskName name of its task
   * @param limit how long it may take; null for as long as it takes
   * @param body the body
   */
  void run(String name, String taskName, @Nullable Duration limit, Coroutine<?> body) {
    Task<?> task = loop.createTask(body, taskName, context);
    within(name, limit, task, () -> loop.runUntilComplete(task));
  }

  /**
   * Ends a test: looks at what it has left behind, and closes the loop or, if that is shared,
   * cancels those tasks.
   *
   * @param name what the test is called in messages
   * @param hint what else may be done about tasks that are left; empty for nothing
   * @param limit how long the tasks may take to end
   * @param passed whether tasks that are left are worth a failure
   * @throws AssertionError if it has left something behind
   */
  void end(String name, String hint, @Nullable Duration limit, boolean passed) {
    Inspection inspection = new Inspection(known, shared);
    try {
      within("the end of " + name, limit, null, () -> loop.runUntilComplete(inspection));
    } finally {
      if (!shared) {
        within("closing the loop of " + name, limit, null, runner::close);
      }
    }
    List<ExceptionContext> failures = List.copyOf(unobserved);
    failures.forEach(failure -> TestTraces.trim(failure.exception()));
    unobserved.clear();
    AssertionError remains =
        Remains.failure(
            name, hint, passed ? inspection.tree() : "", inspection.left().size(), failures);
    if (remains != null) {
      throw remains;
    }
  }

  private void within(
      String name, @Nullable Duration limit, @Nullable Task<?> main, Runnable work) {
    TimeLimit watch = TimeLimit.start(loop, main, limit);
    Throwable failure = null;
    try {
      work.run();
    } catch (Throwable t) {
      failure = t;
    }
    boolean over = watch.end();
    if (over && !(failure instanceof VirtualMachineError)) {
      throw watch.failure(name, failure);
    }
    if (failure instanceof CancelledError && Thread.currentThread().isInterrupted()) {
      throw interrupted(name, failure);
    }
    if (failure != null) {
      TestTraces.trim(failure);
      throw TestTraces.<RuntimeException>unchecked(failure);
    }
  }

  /** A timeout of JUnit interrupts the thread, upon which the loop cancels the body. */
  private AssertionError interrupted(String name, Throwable failure) {
    // The interrupt is JUnit's, which looks at it later; the loop must not.
    boolean interrupted = Thread.interrupted();
    Inspection inspection = new Inspection(known, false);
    loop.runUntilComplete(inspection);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    TestTraces.trim(failure);
    String tree = inspection.tree();
    return new AssertionError(
        name + " was interrupted" + (tree.isEmpty() ? "" : "; the tasks of the loop are\n" + tree),
        failure);
  }
}
