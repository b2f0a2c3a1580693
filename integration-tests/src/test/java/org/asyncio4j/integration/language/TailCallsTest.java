package org.asyncio4j.integration.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;

/** {@code return other()}. */
class TailCallsTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void tenMillionTakeNeitherStackNorFrames() {
    assertThat(VirtualTime.<Integer>run(count(10_000_000, 1 << 20))).isEqualTo(10_000_000 >> 20);
  }

  /** Suspends now and then, so that a frame that was kept would show in the chain. */
  @Async
  private Coroutine<Integer> count(int left, int every) {
    if (left % every == 0) {
      await(yieldNow());
      log.add("" + left);
    }
    return left == 0 ? finish() : count(left - 1, every);
  }

  @Async
  private Coroutine<Integer> finish() {
    return done(log.size() - 1);
  }

  @Test
  void inTryItIsAwaitedSoThatHandlersSeeItsFailure() {
    assertThat(VirtualTime.<String>run(handled())).isEqualTo("caught in try");
    assertThat(log).containsExactly("fails", "finally");
  }

  @Async
  private Coroutine<String> handled() {
    try {
      return failing();
    } catch (IllegalStateException e) {
      return done("caught " + e.getMessage());
    } finally {
      log.add("finally");
    }
  }

  @Test
  void inTryWithoutFinallyHandlersSeeItsFailureToo() {
    assertThat(VirtualTime.<String>run(caught())).isEqualTo("caught in try");
    assertThat(VirtualTime.<String>run(caughtOfTwo(true))).isEqualTo("early");
    assertThat(VirtualTime.<String>run(caughtOfTwo(false))).isEqualTo("caught in try");
    assertThat(VirtualTime.<String>run(caughtByOuter())).isEqualTo("caught in try");
  }

  @Async
  private Coroutine<String> caught() {
    try {
      return failing();
    } catch (IllegalStateException e) {
      return done("caught " + e.getMessage());
    }
  }

  @Async
  private Coroutine<String> caughtOfTwo(boolean early) {
    try {
      return early ? done("early") : failing();
    } catch (IllegalStateException e) {
      return done("caught " + e.getMessage());
    }
  }

  @Async
  private Coroutine<String> caughtByOuter() {
    try {
      try {
        return failing();
      } catch (IllegalArgumentException e) {
        return done("not this one");
      }
    } catch (IllegalStateException e) {
      return done("caught " + e.getMessage());
    }
  }

  @Test
  void outOfASynchronizedBlockItRunsWithoutTheLock() {
    assertThat(VirtualTime.<String>run(unlocked())).isEqualTo("value");
  }

  @Async
  private Coroutine<String> unlocked() {
    synchronized (log) {
      log.add("locked");
      return slow();
    }
  }

  @Test
  void finallyRunsAfterTheReturnedCoroutine() {
    assertThat(VirtualTime.<String>run(withFinally())).isEqualTo("value");
    assertThat(log).containsExactly("value", "finally");
  }

  @Async
  private Coroutine<String> withFinally() {
    try {
      return slow();
    } finally {
      await(yieldNow());
      log.add("finally");
    }
  }

  @Test
  void aCoroutineThatTheSourceKeepsIsAwaitedWhereItIsReturned() {
    assertThat(VirtualTime.<String>run(kept())).isEqualTo("value");
    assertThat(log).containsExactly("finally", "value");
  }

  @Async
  private Coroutine<String> kept() {
    Coroutine<String> coroutine;
    try {
      coroutine = slow();
    } finally {
      log.add("finally");
    }
    return coroutine;
  }

  @Test
  void outsideOfTryTheFailurePassesThrough() {
    assertThatThrownBy(() -> VirtualTime.run(passing()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("in try");
  }

  @Async
  private Coroutine<String> passing() {
    await(yieldNow());
    return failing();
  }

  @Async
  private Coroutine<String> failing() {
    await(yieldNow());
    log.add("fails");
    throw new IllegalStateException("in try");
  }

  @Async
  private Coroutine<String> slow() {
    await(yieldNow());
    log.add("value");
    return done("value");
  }

  @Test
  void nullIsTheResultOfVoid() {
    assertThat(VirtualTime.<Void>run(nothing(true))).isNull();
    assertThat(VirtualTime.<Void>run(nothing(false))).isNull();
  }

  @Async
  private Coroutine<Void> nothing(boolean early) {
    if (early) {
      return null;
    }
    return early ? done() : null;
  }
}
