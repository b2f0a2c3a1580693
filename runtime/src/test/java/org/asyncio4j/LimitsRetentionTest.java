package org.asyncio4j;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time limits and managers keep nothing that is not needed any more. */
class LimitsRetentionTest {
  private final VirtualClock clock = new VirtualClock();
  private final EventLoop loop = EventLoop.create(clock);

  @AfterEach
  void close() {
    loop.setExceptionHandler((l, context) -> {});
    loop.close();
  }

  /** Leaves its place to another coroutine at once. */
  private static final class Ends extends Coroutine<Object> {
    private final byte[] memory = new byte[1000];

    @Override
    protected Object resume(Object value, Throwable failure) {
      return memory.length == 0 ? null : tail(Asyncio.sleep(ofDays(1)));
    }
  }

  private void assertCollectedWhileSuspended(Function<Ends, Coroutine<Object>> limited) {
    WeakReference<Ends> reference = start(limited);
    for (int i = 0; i < 200 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
    assertThat(loop.tasks.copy()).hasSize(1);
  }

  private WeakReference<Ends> start(Function<Ends, Coroutine<Object>> limited) {
    Ends ends = new Ends();
    loop.createTask(limited.apply(ends));
    for (int i = 0; i < 3; i++) {
      loop.runUntilComplete(Asyncio.yieldNow());
    }
    return new WeakReference<>(ends);
  }

  @Test
  void whatWaitForAwaited() {
    assertCollectedWhileSuspended(ends -> Asyncio.waitFor(ends, ofDays(2)));
  }

  @Test
  void whatTheBodyOfATimeoutHolds() {
    assertCollectedWhileSuspended(ends -> Asyncio.timeout(ofDays(2), limit -> ends));
  }

  @Test
  void whatTheBodyOfAScopeHolds() {
    assertCollectedWhileSuspended(ends -> Asyncio.moveOnAfter(ofDays(2), scope -> ends));
  }

  @Test
  void whatTheBodyOfAnAsyncWithHolds() {
    assertCollectedWhileSuspended(ends -> Asyncio.asyncWith(new CancelScope(), scope -> ends));
  }

  @Test
  void whatAStackHasExited() {
    assertCollectedWhileSuspended(
        ends -> {
          AsyncExitStack stack = new AsyncExitStack();
          stack.pushAsyncCallback(() -> Asyncio.sleep(ofDays(1)));
          stack.pushAsyncCallback(
              () -> {
                ends.close();
                return null;
              });
          return Asyncio.asyncWith(stack, entered -> null);
        });
  }

  @Test
  void aLimitThatIsKeptKeepsNoTask() {
    Timeout limit = new Timeout(ofDays(1));
    CancelScope scope = new CancelScope();
    WeakReference<Task<?>> task = finished(limit, scope);
    for (int i = 0; i < 200 && task.get() != null; i++) {
      System.gc();
    }
    assertThat(task.get()).isNull();
    assertThat(limit.expired()).isFalse();
    assertThat(scope.cancelCalled()).isTrue();
  }

  private WeakReference<Task<?>> finished(Timeout limit, CancelScope scope) {
    Task<Object> task =
        loop.createTask(
            Asyncio.asyncWith(
                limit,
                entered ->
                    Asyncio.asyncWith(
                        scope,
                        own -> {
                          own.cancel();
                          return Asyncio.done(new Object());
                        })));
    loop.runUntilComplete(task);
    return new WeakReference<>(task);
  }

  @Test
  void aMillionLimitsOnWorkThatFinishesLeaveNoTimer() {
    Script<Object> main = Script.named("main");
    for (int i = 0; i < 1000; i++) {
      main.then(v -> Asyncio.createTask(new Many()));
    }
    loop.runUntilComplete(
        main.then(v -> Asyncio.gather(loop.tasks.copy().stream().skip(1).toList())));
    loop.runUntilComplete(Asyncio.sleep(ofSeconds(1)));
    assertThat(loop.time()).isEqualTo(ofSeconds(1));
  }

  /** A thousand limits, one after the other. */
  private static final class Many extends Coroutine<Object> {
    private int left = 1000;

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      while (left-- > 0) {
        if (await(Asyncio.waitFor(Asyncio.yieldNow(), ofDays(1))) == SUSPENDED) {
          return SUSPENDED;
        }
      }
      return null;
    }
  }
}
