package org.asyncio4j.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Poller;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Sleeps in one of Netty's handlers of input and output, opened when first needed. Confined to the
 * loop's thread where nothing else is said.
 */
final class NettyPoller implements Poller {
  private final EventLoop loop;
  private final Reactor reactor;
  private final Sockets sockets;
  private final KernelEventLoop executor;
  private final SharedBuffers buffers = new SharedBuffers();
  private final Sleep sleep = new Sleep();
  private final @Nullable InterruptWatch interrupts;

  /** What is ready although no channel is: data that has been read and not been delivered. */
  private final List<Object> carried = new ArrayList<>();

  /**
   * Written by the loop's thread before {@link #sleeping}, read by others only after they saw that:
   * no volatile needed.
   */
  private @Nullable IoHandler handler;

  private volatile boolean sleeping;

  /** Registrations that are not cancelled. */
  private int watched;

  /** Whether a registration was cancelled that a selector may still know. */
  private boolean stale;

  private int polls;

  NettyPoller(EventLoop loop, Reactor reactor, Sockets sockets) {
    this.loop = loop;
    this.reactor = reactor;
    this.sockets = sockets;
    this.executor = new KernelEventLoop(this);
    this.interrupts = sockets.sleepsInterruptibly() ? null : new InterruptWatch(this::wakeup);
  }

  EventLoop loop() {
    return loop;
  }

  Reactor reactor() {
    return reactor;
  }

  Sockets sockets() {
    return sockets;
  }

  /** The loop as Netty sees it. From any thread. */
  KernelEventLoop executor() {
    return executor;
  }

  SharedBuffers buffers() {
    return buffers;
  }

  /** Which poll it was that the loop's present turn began with. */
  int polls() {
    return polls;
  }

  Object entry(Runnable callback) {
    return reactor.entry(callback);
  }

  void ready(Object entry) {
    reactor.ready(entry);
  }

  /** Has an entry run after the next poll, as if that had found it. */
  void carry(Object entry) {
    carried.add(entry);
    reactor.expectPoll();
  }

  /** Has something run on the loop; nothing once that is closed. From any thread. */
  void post(Runnable task) {
    try {
      loop.callSoonThreadsafe(task);
    } catch (IllegalStateException e) {
      if (!loop.isClosed()) {
        throw e;
      }
    }
  }

  void registered() {
    watched++;
    reactor.expectPoll();
  }

  void unregistered() {
    watched--;
    stale = true;
  }

  private IoHandler handler() {
    IoHandler opened = handler;
    if (opened == null) {
      opened = sockets.handlerFactory().newHandler(executor);
      opened.initialize();
      handler = opened;
    }
    return opened;
  }

  /** Registers a handle as it is. */
  IoRegistration register(IoHandle handle) throws IOException {
    try {
      return handler().register(handle);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** Registers a handle of one of Netty's channels. */
  IoRegistration registerDeferred(IoHandle handle) throws IOException {
    return sockets.register(sockets.deferred(handle, this), this);
  }

  @Override
  public Registration register(SelectableChannel channel) throws IOException {
    return sockets.watch(channel, this);
  }

  @Override
  public void begin() {
    executor.belongTo(Thread.currentThread());
  }

  @Override
  public boolean isWatching() {
    return watched > 0 || stale || !carried.isEmpty();
  }

  @Override
  public void poll() {
    polls++;
    stale = false;
    handler().run(Now.INSTANCE);
    sockets.poll();
    takeCarried();
  }

  private void takeCarried() {
    if (!carried.isEmpty()) {
      carried.forEach(reactor::ready);
      carried.clear();
    }
  }

  /** Until the JDK's selector has forgotten it a closed channel would go on listening. */
  void forgetClosed() {
    stale = true;
    flush();
  }

  @Override
  public void flush() {
    if (stale) {
      stale = false;
      handler().run(Now.INSTANCE);
      sockets.flush();
    }
  }

  @Override
  public void sleep(long nanos, BooleanSupplier hasWork) {
    polls++;
    stale = false;
    if (sockets.poll()) {
      handler().run(Now.INSTANCE);
      takeCarried();
      return;
    }
    sockets.beforeSleep();
    IoHandler sleeper = handler();
    sleep.until(nanos, hasWork);
    sleeping = true;
    // From here on a thread that leaves work wakes the handler; what came before that is seen by
    // hasWork, which the handler asks before it sleeps.
    if (interrupts != null) {
      interrupts.enter();
    }
    try {
      sleeper.run(sleep);
    } finally {
      sleeping = false;
      if (interrupts != null) {
        interrupts.leave();
      }
    }
    sockets.poll();
    takeCarried();
  }

  @Override
  public void wakeup() {
    if (sleeping) {
      IoHandler sleeper = handler;
      if (sleeper != null) {
        sleeper.wakeup();
      }
    }
  }

  @Override
  public void close() {
    executor.belongTo(Thread.currentThread());
    executor.close(
        () -> {
          if (handler != null) {
            handler.prepareToDestroy();
          }
        });
    if (handler != null) {
      handler.destroy();
    }
    sockets.close();
    buffers.close();
    carried.clear();
  }

  /** Sleeps not at all. */
  private static final class Now implements IoHandlerContext {
    static final Now INSTANCE = new Now();

    @Override
    public boolean canBlock() {
      return false;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return 0;
    }

    @Override
    public long deadlineNanos() {
      return -1;
    }
  }

  /** Sleeps until something happens. */
  private final class Sleep implements IoHandlerContext {
    private boolean limited;
    private long deadline;
    private BooleanSupplier hasWork = () -> false;

    void until(long nanos, BooleanSupplier work) {
      hasWork = work;
      limited = nanos != FOREVER;
      if (limited) {
        long unit = sockets.granularity();
        deadline = System.nanoTime() + (nanos + unit - 1) / unit * unit;
      }
    }

    /** Asked again after a sleep: an interrupted thread is not to sleep on. */
    @Override
    public boolean canBlock() {
      return carried.isEmpty()
          && !hasWork.getAsBoolean()
          && !sockets.isReady()
          && !Thread.currentThread().isInterrupted();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return limited ? Math.max(0, deadline - currentTimeNanos) : Long.MAX_VALUE;
    }

    @Override
    public long deadlineNanos() {
      // -1 is Netty's word for none.
      return limited ? deadline == -1 ? 0 : deadline : -1;
    }
  }
}
