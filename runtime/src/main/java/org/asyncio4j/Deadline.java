package org.asyncio4j;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the task that has entered it once its time has come, and tells that cancellation from all
 * others when it is left. What time limits are made of; also the callback of its own timer.
 *
 * <p>Confined to the loop's thread.
 */
final class Deadline implements Runnable {
  /** A time that does not come. */
  static final long NEVER = Long.MIN_VALUE;

  // States, with asyncio's names for them, and what leads from one to the next:
  //
  //   from       to         by
  //   created    active     enter
  //   active     expiring   its time
  //   active     finished   exit
  //   expiring   expired    exit
  private static final byte CREATED = 0;
  private static final byte ACTIVE = 1;
  private static final byte EXPIRING = 2;
  private static final byte EXPIRED = 3;
  private static final byte FINISHED = 4;

  /** What it belongs to, as messages name it. */
  private final String owner;

  private byte state = CREATED;

  /** On the loop's clock in nanoseconds. */
  private long when;

  /** Null before it is entered, and once it is left. */
  private @Nullable Task<?> task;

  private @Nullable Handle timer;

  /** How many requests to cancel the task were open when it was entered. */
  private int cancelling;

  /** The request of this deadline, while it is expiring. */
  private @Nullable CancelOrigin request;

  /** Somebody else's request was about to be thrown when this one was added to it. */
  private boolean mixed;

  Deadline(String owner, long when) {
    this.owner = owner;
    this.when = when;
  }

  /** A time or delay in nanoseconds; null for never. */
  static long nanos(@Nullable Duration duration) {
    return duration == null ? NEVER : Durations.nanos(duration);
  }

  /** The time on a loop's clock after a delay; null for never. */
  static long after(EventLoop loop, @Nullable Duration delay) {
    return delay == null ? NEVER : Durations.after(loop.nanoTime(), Durations.nanos(delay));
  }

  /** Makes a deadline that ends after a delay from now, and enters it; one look at the clock. */
  static Deadline begin(String owner, long delay) {
    EventLoop loop = EventLoop.running();
    if (delay == NEVER) {
      Deadline endless = new Deadline(owner, NEVER);
      endless.enter(loop, 0);
      return endless;
    }
    long now = loop.nanoTime();
    Deadline deadline = new Deadline(owner, Durations.after(now, delay));
    deadline.enter(loop, now);
    return deadline;
  }

  /** Begins to watch the current task. */
  void enter() {
    EventLoop loop = EventLoop.running();
    enter(loop, loop.nanoTime());
  }

  private void enter(EventLoop loop, long now) {
    if (state != CREATED) {
      throw new IllegalStateException(owner + " has already been entered");
    }
    Task<?> current = currentTask(loop, owner);
    state = ACTIVE;
    task = current;
    cancelling = current.cancelling();
    schedule(loop, now);
  }

  /** The task that is to be limited by an {@code owner}. */
  static Task<?> currentTask(EventLoop loop, String owner) {
    Task<?> current = loop.currentTask();
    if (current == null) {
      throw new IllegalStateException(owner + " should be used inside a task");
    }
    return current;
  }

  void reschedule(long newWhen) {
    if (state != ACTIVE) {
      throw new IllegalStateException(
          state == CREATED
              ? owner + " has not been entered"
              : "Cannot change state of " + stateName() + " " + owner);
    }
    when = newWhen;
    cancelTimer();
    EventLoop loop = EventLoop.running();
    schedule(loop, loop.nanoTime());
  }

  private void schedule(EventLoop loop, long now) {
    if (when != NEVER) {
      timer =
          when <= now ? loop.callSoon(this) : loop.callAtNanos(when, this, loop.snapshotContext());
    }
  }

  /** The time has come. */
  @Override
  public void run() {
    timer = null;
    Task<?> watched = Objects.requireNonNull(task);
    expire(CancelOrigin.of(watched.loop, null, owner));
  }

  /** Cancels the task, whatever the time. */
  void expire(CancelOrigin origin) {
    cancelTimer();
    state = EXPIRING;
    request = origin;
    Task<?> watched = Objects.requireNonNull(task);
    mixed = watched.isCancelPending();
    watched.cancelFor(origin);
  }

  /**
   * Ends the watch.
   *
   * @return whether the task was cancelled by this, and by nobody else since this was entered
   */
  boolean exit() {
    Task<?> watched = task;
    if (watched == null) {
      throw new IllegalStateException(
          state == CREATED ? owner + " has not been entered" : owner + " has already been exited");
    }
    task = null;
    cancelTimer();
    CancelOrigin own = request;
    if (own == null) {
      state = FINISHED;
      return false;
    }
    state = EXPIRED;
    request = null;
    if (watched.uncancel() > cancelling) {
      return false;
    }
    if (!mixed) {
      // Asked for in the body's last step, it would be thrown at whatever comes after the body.
      watched.withdrawCancel(own);
    }
    return true;
  }

  /** Whether the cancellation was somebody else's too. */
  boolean isMixed() {
    return mixed;
  }

  boolean isActive() {
    return state == ACTIVE;
  }

  boolean isCreated() {
    return state == CREATED;
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  @Nullable Duration when() {
    return when == NEVER ? null : Duration.ofNanos(when);
  }

  /** Whether its time came while it was active. */
  boolean expired() {
    return state == EXPIRING || state == EXPIRED;
  }

  private String stateName() {
    return switch (state) {
      case CREATED -> "created";
      case ACTIVE -> "active";
      case EXPIRING -> "expiring";
      case EXPIRED -> "expired";
      default -> "finished";
    };
  }

  /** {@return asyncio's form, {@code <Timeout [active] when=PT5S>}} */
  @Override
  public String toString() {
    return "<"
        + owner
        + " ["
        + stateName()
        + "]"
        + (state == ACTIVE ? " when=" + when() : "")
        + ">";
  }
}
