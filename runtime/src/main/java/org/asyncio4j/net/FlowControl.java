package org.asyncio4j.net;

import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/**
 * A protocol that knows whether its transport wants to be written to, so that {@link
 * StreamWriter#drain} can wait for it. Overriding methods call the overridden ones. Confined to the
 * loop's thread. Mirrors {@code asyncio.streams.FlowControlMixin}.
 */
public class FlowControl implements Protocol {
  final EventLoop loop;
  private final List<Future<Void>> drainWaiters = new ArrayList<>();
  private final List<Future<Void>> closeWaiters = new ArrayList<>();
  private boolean paused;
  private boolean lost;
  private @Nullable Throwable lostBy;

  /**
   * Makes a protocol of the running loop, for a transport that wants to be written to.
   *
   * @throws IllegalStateException if no loop is running
   */
  public FlowControl() {
    this(Asyncio.getRunningLoop());
  }

  /**
   * Makes a protocol of a transport that wants to be written to.
   *
   * @param loop the transport's loop
   */
  public FlowControl(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void pauseWriting() {
    paused = true;
  }

  @Override
  public void resumeWriting() {
    paused = false;
    for (Future<Void> waiter : drainWaiters) {
      settle(waiter, null);
    }
  }

  @Override
  public void connectionLost(@Nullable Throwable failure) {
    lost = true;
    lostBy = failure;
    for (Future<Void> waiter : closeWaiters) {
      settle(waiter, failure);
    }
    if (paused) {
      for (Future<Void> waiter : drainWaiters) {
        settle(waiter, failure);
      }
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> waiter, @Nullable Throwable failure) {
    if (waiter.isDone()) {
      return;
    }
    if (failure == null) {
      waiter.setResult(null);
    } else {
      waiter.setException(failure);
    }
  }

  /** {@return a coroutine that waits until the transport wants to be written to} */
  Coroutine<Void> drain() {
    return new Waiting(drainWaiters) {
      @Override
      boolean isOver() throws SocketException {
        if (lost) {
          throw new SocketException("Connection lost");
        }
        return !paused;
      }
    };
  }

  /** {@return a coroutine that waits until the connection is lost, and throws why} */
  Coroutine<Void> closed() {
    return new Waiting(closeWaiters) {
      @Override
      boolean isOver() throws Throwable {
        if (lostBy != null) {
          throw lostBy;
        }
        return lost;
      }
    };
  }

  /** Waits among others, unless it need not. */
  private abstract class Waiting extends Coroutine<Void> {
    private final List<Future<Void>> waiters;
    private @Nullable Future<Void> waiter;

    Waiting(List<Future<Void>> waiters) {
      this.waiters = waiters;
    }

    abstract boolean isOver() throws Throwable;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (waiter != null) {
        waiters.remove(waiter);
        if (failure != null) {
          throw failure;
        }
        return null;
      }
      if (isOver()) {
        return null;
      }
      waiter = loop.createFuture();
      waiters.add(waiter);
      return await(waiter);
    }
  }
}
