package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapacityLimiterTest {
  private final Turns turns = new Turns();
  private final CapacityLimiter limiter = new CapacityLimiter(1);
  private Throwable reported;

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  @Test
  void tokensAreCountedByBorrower() {
    assertThat(limiter).hasToString("<CapacityLimiter [unlocked, borrowed:0/1]>");
    turns.run(limiter.acquireOnBehalfOf("a"));
    Task<Void> waiting = turns.begun(limiter.acquireOnBehalfOf("b"));
    assertThat(limiter).hasToString("<CapacityLimiter [locked, borrowed:1/1, waiters:1]>");
    assertThat(limiter.borrowers()).containsExactly("a");
    limiter.releaseOnBehalfOf("a");
    turns.turn();

    assertThat(waiting.isDone()).isTrue();
    assertThat(limiter.borrowers()).containsExactly("b");
    assertThat(limiter.borrowedTokens()).isEqualTo(1);
    assertThat(limiter.availableTokens()).isZero();
  }

  @Test
  void oneTokenForEachBorrower() {
    limiter.setTotalTokens(2);
    turns.run(limiter.acquireOnBehalfOf("a"));
    assertThatThrownBy(() -> turns.run(limiter.acquireOnBehalfOf("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a is already holding one of this CapacityLimiter's tokens");
    limiter.releaseOnBehalfOf("a");
    assertThatThrownBy(() -> limiter.releaseOnBehalfOf("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a isn't holding any of this CapacityLimiter's tokens");
  }

  @Test
  void unnamedBorrowerIsTheTask() {
    Task<Held> task = turns.begun(limiter.hold());

    assertThat(limiter.borrowers()).containsExactly(task);
    turns.loop.setExceptionHandler((loop, report) -> reported = report.exception());
    turns.loop.callSoon(() -> task.result().close());
    turns.turn();
    assertThat(reported)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no task is running whose token this could be");
    limiter.releaseOnBehalfOf(task);
    assertThat(limiter.locked()).isFalse();
  }

  @Test
  void moreTokensGoToWhoWaits() {
    turns.run(limiter.acquireOnBehalfOf("a"));
    Task<Void> second = turns.begun(limiter.acquireOnBehalfOf("b"));
    Task<Void> third = turns.begun(limiter.acquireOnBehalfOf("c"));
    limiter.setTotalTokens(3);
    turns.turn();

    assertThat(second.isDone()).isTrue();
    assertThat(third.isDone()).isTrue();
  }

  @Test
  void withFewerTokensOnlyWhatIsGivenBackBelowThemIsLentAgain() {
    limiter.setTotalTokens(2);
    turns.run(limiter.acquireOnBehalfOf("a"));
    turns.run(limiter.acquireOnBehalfOf("b"));
    Task<Void> third = turns.begun(limiter.acquireOnBehalfOf("c"));
    limiter.setTotalTokens(1);
    assertThat(limiter.availableTokens()).isEqualTo(-1);
    limiter.releaseOnBehalfOf("a");
    turns.turn();
    assertThat(third.isDone()).isFalse();
    limiter.releaseOnBehalfOf("b");
    turns.turn();
    assertThat(third.isDone()).isTrue();
  }

  @Test
  void withoutTokensIsRefused() {
    assertThatThrownBy(() -> new CapacityLimiter(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("total_tokens must be >= 1");
    assertThatThrownBy(() -> limiter.setTotalTokens(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(limiter.totalTokens()).isEqualTo(1);
  }

  @Test
  void tokenOfACancelledWaiterGoesToTheNext() {
    turns.run(limiter.acquireOnBehalfOf("a"));
    Task<Void> cancelled = turns.begun(limiter.acquireOnBehalfOf("b"));
    Task<Void> next = turns.begun(limiter.acquireOnBehalfOf("c"));
    limiter.releaseOnBehalfOf("a");
    cancelled.cancel();
    turns.turn();
    turns.turn();

    assertThat(cancelled.isCancelled()).isTrue();
    assertThat(next.isDone()).isTrue();
    assertThat(limiter.borrowers()).containsExactly("c");
  }

  @Test
  void newcomerQueuesBehindWhoWasWoken() {
    turns.run(limiter.acquireOnBehalfOf("a"));
    Task<Void> woken = turns.begun(limiter.acquireOnBehalfOf("b"));
    limiter.releaseOnBehalfOf("a");
    Task<Void> newcomer = turns.task(limiter.acquireOnBehalfOf("c"));
    turns.turn();

    assertThat(woken.isDone()).isTrue();
    assertThat(newcomer.isDone()).isFalse();
  }
}
