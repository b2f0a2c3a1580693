package org.asyncio4j.sync;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;

/**
 * A number of tokens, which can be changed, and who has borrowed them: each borrower one at most,
 * first come first served. It limits how many tasks do something at once, and says which do.
 *
 * <p>Beyond asyncio; a {@link Semaphore} neither knows its holders nor can be made smaller.
 */
public final class CapacityLimiter extends LoopBound implements Acquirable {
  private final Waiters waiters = new Waiters();

  private final Set<Object> borrowers = new LinkedHashSet<>();

  private int totalTokens;

  /** Tokens of those who were woken for them and have not run yet. */
  private int promised;

  /**
   * Makes a limiter.
   *
   * @param totalTokens how many borrowers there can be at a time
   * @throws IllegalArgumentException if that is less than one: "total_tokens must be &gt;= 1"
   */
  public CapacityLimiter(int totalTokens) {
    setTotalTokens(totalTokens);
  }

  /** {@return how many borrowers there can be at a time} */
  public int totalTokens() {
    return totalTokens;
  }

  /**
   * Changes the number of tokens. More of them go to who waits; if they become fewer than are
   * borrowed, nobody gets one before enough are given back.
   *
   * @param totalTokens how many borrowers there can be at a time
   * @throws IllegalArgumentException if that is less than one: "total_tokens must be &gt;= 1"
   */
  public void setTotalTokens(int totalTokens) {
    if (totalTokens < 1) {
      throw new IllegalArgumentException("total_tokens must be >= 1");
    }
    this.totalTokens = totalTokens;
    handOut();
  }

  /** {@return how many tokens are borrowed} */
  public int borrowedTokens() {
    return borrowers.size();
  }

  /** {@return how many tokens can be borrowed; negative if there are fewer than are borrowed} */
  public int availableTokens() {
    return totalTokens - borrowers.size();
  }

  /** {@return who has borrowed: tasks, or what {@link #acquireOnBehalfOf} was given; a view} */
  public Set<Object> borrowers() {
    return Collections.unmodifiableSet(borrowers);
  }

  /**
   * Borrows a token for the current task.
   *
   * @return a coroutine that returns null; it throws {@link IllegalStateException} if the task has
   *     one already
   */
  @Override
  public Coroutine<Void> acquire() {
    return new Acquire(this, null);
  }

  /**
   * Borrows a token for somebody, who is told from others by {@code equals}.
   *
   * @param borrower who is to have it
   * @return a coroutine that returns null; it throws {@link IllegalStateException} if the borrower
   *     has one already
   */
  public Coroutine<Void> acquireOnBehalfOf(Object borrower) {
    return new Acquire(this, Objects.requireNonNull(borrower, "a borrower was expected, got null"));
  }

  /**
   * Gives back the token of the current task; it goes to who is first in line.
   *
   * @throws IllegalStateException if the task has none
   */
  @Override
  public void release() {
    releaseOnBehalfOf(currentBorrower());
  }

  /**
   * Gives back a token.
   *
   * @param borrower who has it
   * @throws IllegalStateException if that one has none
   */
  public void releaseOnBehalfOf(Object borrower) {
    if (!borrowers.remove(borrower)) {
      throw new IllegalStateException(
          borrower + " isn't holding any of this CapacityLimiter's tokens");
    }
    handOut();
  }

  /** {@return whether there is no token, or somebody waits for one} */
  @Override
  public boolean locked() {
    return availableTokens() <= promised || waiters.hasUncancelled();
  }

  private static Object currentBorrower() {
    Task<?> task = Asyncio.currentTask();
    if (task == null) {
      throw new IllegalStateException(
          "no task is running whose token this could be: name it, with acquireOnBehalfOf and"
              + " releaseOnBehalfOf");
    }
    return task;
  }

  private void handOut() {
    while (availableTokens() > promised && waiters.wakeNext(true)) {
      promised++;
    }
  }

  /** {@return {@code <CapacityLimiter [unlocked, borrowed:1/3, waiters:1]>}} */
  @Override
  public String toString() {
    String state = locked() ? "locked" : "unlocked";
    return Descriptions.of(
        this, state + ", borrowed:" + borrowedTokens() + '/' + totalTokens, waiters);
  }

  private static final class Acquire extends Waiter<Void> {
    private final CapacityLimiter limiter;

    /** Null for the task that runs this. */
    private @Nullable Object borrower;

    Acquire(CapacityLimiter limiter, @Nullable Object borrower) {
      this.limiter = limiter;
      this.borrower = borrower;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      CapacityLimiter target = limiter;
      Object whose = borrower == null ? currentBorrower() : borrower;
      borrower = whose;
      if (isNew()) {
        checkHasNone(whose);
        if (target.locked()) {
          return waitIn(target.waiters, target);
        }
        target.borrowers.add(whose);
        return null;
      }
      target.waiters.remove(this);
      if (wasServed()) {
        target.promised--;
      }
      try {
        if (failure != null) {
          throw failure;
        }
        checkHasNone(whose);
        target.borrowers.add(whose);
        return null;
      } finally {
        target.handOut();
      }
    }

    private void checkHasNone(Object whose) {
      if (limiter.borrowers.contains(whose)) {
        throw new IllegalStateException(
            whose + " is already holding one of this CapacityLimiter's tokens");
      }
    }

    @Override
    protected String qualifiedName() {
      return "CapacityLimiter.acquire";
    }
  }
}
