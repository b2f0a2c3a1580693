package org.asyncio4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import org.asyncio4j.internal.IdentityMap;
import org.asyncio4j.internal.Mailbox;
import org.asyncio4j.internal.Poller;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.ReadyQueue;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.internal.Timed;
import org.asyncio4j.internal.TimerHeap;
import org.asyncio4j.net.Networking;
import org.asyncio4j.spi.LoopEngine;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of all loops: a ready queue, timers, a mailbox for other threads, a poller to sleep on
 * and to learn from what is ready, and {@link #runOnce}, which is one turn.
 *
 * <p>A turn neither locks nor reads the clock nor polls unless it has to.
 */
final class KernelLoop extends SocketLoop implements Reactor {
  /** A day: asyncio's bound of one sleep. */
  private static final long LONGEST_SLEEP = 24L * 3600 * 1_000_000_000;

  /** What is sent from one socket of a machine to another has arrived after so many nanoseconds. */
  private static final long DELIVERY = 1_000_000;

  /** asyncio's bound of one read. */
  private static final int INBOUND_SIZE = 256 * 1024;

  private static final int OUTBOUND_SIZE = 128 * 1024;

  private final ReadyQueue ready = new ReadyQueue();
  private final TimerHeap timers = new TimerHeap();
  private final Mailbox<Handle> mailbox = new Mailbox<>();
  private final LoopEngine engine;
  private final Poller poller;
  private final TurnClock clock;

  /**
   * The thread that runs the loop. Read by others only to learn that they are not it, which a stale
   * value tells as well.
   */
  private @Nullable Thread thread;

  private volatile boolean running;

  // Confined to the loop's thread.

  /** Whether {@link #checkCall} has something to check: the loop is closed or in debug mode. */
  private boolean guarded;

  private boolean closed;
  private boolean stopping;
  private boolean interrupted;
  private @Nullable Future<?> cancelledOnInterrupt;

  private @Nullable ByteBuffer inbound;
  private @Nullable ByteBuffer outbound;

  KernelLoop(LoopClock clock, LoopEngine engine) {
    this.clock = new TurnClock(clock, clock != LoopClock.system());
    this.engine = engine;
    poller = engine.poller(this, this);
    if (!this.clock.isReal()) {
      clock.attach(this::wakeUp);
    }
    setDebug(Boolean.getBoolean("asyncio4j.debug"));
  }

  @Override
  public void runForever() {
    checkCanRun();
    thread = Thread.currentThread();
    running = true;
    beginRun(Context.ofThread());
    setRunning(this);
    poller.begin();
    try {
      do {
        runOnce();
      } while (!stopping);
    } finally {
      stopping = false;
      rest();
      setRunning(null);
      running = false;
      thread = null;
      if (debug != null) {
        debug.stopWatchdog();
      }
      if (interrupted) {
        interrupted = false;
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * One turn: what other threads left, which channels are ready, what is due, then exactly what is
   * ready by now.
   */
  private void runOnce() {
    if (chores || ready.isEmpty() || !mailbox.seemsEmpty()) {
      prepare();
      if (debug != null) {
        runObserved(debug);
        return;
      }
    }
    for (int count = ready.size(); count > 0; count--) {
      run(ready.take());
    }
  }

  private void runObserved(DebugMode observer) {
    for (int count = ready.size(); count > 0; count--) {
      observer.run(ready.take());
    }
  }

  /** Adds to what is ready, and sleeps first if that is nothing. */
  private void prepare() {
    if (!unretrieved.isEmpty()) {
      rest();
      unretrieved.reportCollected(this);
    }
    if (!generators.isEmpty()) {
      rest();
      generators.closeCollected(this);
    }
    if (!mailbox.seemsEmpty()) {
      mailbox.takeAll(ready);
    }
    if (ready.isEmpty() && !stopping) {
      rest();
      sleep();
    } else if (poller.isWatching()) {
      rest();
      poller.poll();
    }
    if (!timers.isEmpty()) {
      collectDueTimers();
    }
    clock.turn(ready.size());
    chores =
        !timers.isEmpty()
            || poller.isWatching()
            || !unretrieved.isEmpty()
            || !generators.isEmpty()
            || debug != null;
  }

  /** Waits for the next timer, a channel, another thread or an interrupt. */
  private void sleep() {
    long next = timers.isEmpty() ? LoopClock.NEVER : timers.nextTime();
    if (!clock.isReal() && next != LoopClock.NEVER && poller.isWatching()) {
      // What is on the wire comes before any time passes.
      poller.sleep(DELIVERY, mailbox);
    }
    if (ready.isEmpty()) {
      long nanos = clock.sleepUntil(next, outstanding > 0);
      if (nanos == LoopClock.NEVER) {
        poller.sleep(Poller.FOREVER, mailbox);
      } else if (nanos > 0) {
        poller.sleep(Math.min(nanos, LONGEST_SLEEP), mailbox);
      }
    }
    if (next != LoopClock.NEVER) {
      clock.read();
    }
    if (Thread.interrupted()) {
      interrupted = true;
      if (cancelledOnInterrupt == null) {
        stop();
      } else {
        cancelledOnInterrupt.cancelFor(CancelOrigin.of(this, null, "interrupt"));
      }
    }
    mailbox.takeAll(ready);
  }

  /**
   * Has the loop look at its clock again. The mail is empty: without one a loop that is about to
   * sleep might not notice.
   */
  private void wakeUp() {
    if (!isOnOwnThread()) {
      post(new Handle((Runnable) () -> {}, IdentityMap.EMPTY));
    }
  }

  private void collectDueTimers() {
    long now = clock.nowFor(timers.nextTime());
    while (!timers.isEmpty() && timers.nextTime() <= now) {
      ready.add(timers.removeFirst());
    }
  }

  @Override
  void schedule(Object entry) {
    checkCall();
    ready.add(entry);
  }

  @Override
  boolean post(Handle handle) {
    if (isOnOwnThread()) {
      ready.add(handle);
      return true;
    }
    if (!mailbox.put(handle)) {
      return false;
    }
    poller.wakeup();
    return true;
  }

  @Override
  boolean isOnOwnThread() {
    return thread == Thread.currentThread();
  }

  @Override
  void addTimer(long when, Timed timer) {
    checkCall();
    timers.add(when, timer);
    chores = true;
  }

  @Override
  public Registration register(SelectableChannel channel) throws IOException {
    checkOpen();
    Registration registration = poller.register(channel);
    expectPoll();
    Object registrar = snapshotContext();
    registration.entries(
        new Handle((Runnable) registration::read, registrar),
        new Handle((Runnable) registration::write, registrar));
    return registration;
  }

  @Override
  public void expectPoll() {
    chores = true;
  }

  @Override
  public Object entry(Runnable callback) {
    return new Handle(callback, snapshotContext());
  }

  @Override
  public void ready(Object entry) {
    ready.add(entry);
  }

  @Override
  Networking makeNetworking() {
    return engine.networking(this, this);
  }

  @Override
  public LoopEngine engine() {
    return engine;
  }

  @Override
  public void flush() {
    poller.flush();
  }

  @Override
  public void hold() {
    outstanding++;
  }

  @Override
  public void release() {
    outstanding--;
  }

  @Override
  public ByteBuffer inbound() {
    ByteBuffer buffer = inbound;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(INBOUND_SIZE);
      inbound = buffer;
    }
    return buffer.clear();
  }

  @Override
  public ByteBuffer outbound() {
    ByteBuffer buffer = outbound;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(OUTBOUND_SIZE);
      outbound = buffer;
    }
    return buffer.clear();
  }

  @Override
  void timerEnded() {
    timers.leftOne();
  }

  @Override
  long nanoTime() {
    return isOnOwnThread() ? clock.read() : clock.peek();
  }

  @Override
  void checkOpen() {
    if (closed) {
      throw closed();
    }
  }

  /** What every scheduling checks, in one look if the loop is open and not in debug mode. */
  private void checkCall() {
    if (guarded) {
      checkOpen();
      if (thread != null && !isOnOwnThread()) {
        throw new IllegalStateException(
            "Non-thread-safe operation invoked on an event loop other than the current one");
      }
    }
  }

  @Override
  public void setDebug(boolean enabled) {
    if (enabled == getDebug() || closed) {
      return;
    }
    guarded = enabled;
    if (debug != null) {
      debug.end();
      debug = null;
    } else {
      debug = new DebugMode(this);
      chores = true;
    }
  }

  @Override
  void checkCanRun() {
    checkOpen();
    if (running) {
      throw new IllegalStateException("This event loop is already running");
    }
    if (runningOrNull() != null) {
      throw new IllegalStateException("Cannot run the event loop while another loop is running");
    }
  }

  @Override
  void cancelOnInterrupt(@Nullable Future<?> future) {
    cancelledOnInterrupt = future;
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isClosed() {
    return mailbox.isClosed();
  }

  @Override
  public void close() {
    if (running) {
      throw new IllegalStateException("Cannot close a running event loop");
    }
    if (closed) {
      return;
    }
    for (Task<?> task : tasks.copy()) {
      if (task.wantsDestroyReport()) {
        callExceptionHandler(
            new ExceptionContext("Task was destroyed but it is pending!", null, task, null));
      }
    }
    if (!chained.isEmpty()) {
      StageBridge.settleAll(this);
    }
    unretrieved.reportAll(this);
    if (debug != null) {
      debug.unawaited().reportAll();
      setDebug(false);
    }
    guarded = true;
    closed = true;
    defaultExecutor.close();
    signalHandlers.removeAll();
    if (carried != null) {
      carried.close();
    }
    mailbox.close(ready);
    if (!ready.isEmpty()) {
      ThreadsafeStart.dropAll(ready);
    }
    while (!timers.isEmpty()) {
      timers.removeFirst();
    }
    poller.close();
  }

  /**
   * {@return asyncio's form, {@code <SelectorEventLoop running=true closed=false>}, with the name
   * of the engine}
   */
  @Override
  public String toString() {
    return '<' + engine.name() + " running=" + running + " closed=" + closed + '>';
  }
}
