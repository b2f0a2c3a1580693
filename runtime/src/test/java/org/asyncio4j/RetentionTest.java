package org.asyncio4j;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody needs any more is garbage, however long its task lives on. */
class RetentionTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());

  @AfterEach
  void close() {
    loop.setExceptionHandler((l, context) -> {});
    loop.close();
  }

  private static void assertCollected(WeakReference<?> reference) {
    for (int i = 0; i < 200 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }

  private static final class Value {}

  /** A body, written as the compiler writes it, that goes on by its number of resumptions. */
  private abstract static class Body extends Coroutine<Object> {
    private int state;

    @Override
    protected final Object resume(Object value, Throwable failure) throws Throwable {
      for (Object outcome = value; ; ) {
        outcome = run(state++, outcome, failure);
        if (outcome == SUSPENDED || outcome == EMITTED || outcome == TAIL || outcome == this) {
          return outcome;
        }
        failure = null;
      }
    }

    /** Runs to the next await; returns its outcome, or this to end. */
    abstract Object run(int state, Object value, Throwable failure) throws Throwable;
  }

  private abstract static class GeneratorBody extends Body {
    @Override
    protected boolean isGeneratorFrame() {
      return true;
    }
  }

  private static Coroutine<Void> forEver() {
    return Asyncio.sleep(ofDays(1));
  }

  private Task<Object> started(Coroutine<Object> coroutine) {
    Task<Object> task = loop.createTask(coroutine);
    turns(3);
    assertThat(task.isDone()).isFalse();
    return task;
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      loop.runUntilComplete(Asyncio.yieldNow());
    }
  }

  @Test
  void aFinishedChildAndItsResult() {
    List<WeakReference<?>> references = new ArrayList<>();
    for (boolean suspending : new boolean[] {false, true}) {
      Task<Object> task =
          started(
              new Body() {
                @Override
                Object run(int state, Object value, Throwable failure) throws Throwable {
                  if (state > 0) {
                    references.add(new WeakReference<>(value));
                    return await(forEver());
                  }
                  Value result = new Value();
                  Coroutine<Object> child =
                      Script.named("child")
                          .then(v -> suspending ? Asyncio.yieldNow() : null)
                          .then(v -> result);
                  references.add(new WeakReference<>(child));
                  return await(child);
                }
              });
      assertThat(references).hasSize(2);
      references.forEach(RetentionTest::assertCollected);
      references.clear();
      assertThat(task.isDone()).isFalse();
    }
  }

  @Test
  void anAwaitedFutureAndItsResult() {
    List<WeakReference<?>> references = new ArrayList<>();
    Task<Object> task =
        started(
            new Body() {
              @Override
              Object run(int state, Object value, Throwable failure) throws Throwable {
                if (state > 0) {
                  references.add(new WeakReference<>(value));
                  return await(forEver());
                }
                Future<Value> future = loop.createFuture();
                references.add(new WeakReference<>(future));
                loop.callSoon(() -> future.setResult(new Value()));
                return await(future);
              }
            });
    assertThat(references).hasSize(2);
    references.forEach(RetentionTest::assertCollected);
    assertThat(task.isDone()).isFalse();
  }

  @Test
  void aCaughtFailureOfAChild() {
    List<WeakReference<?>> references = new ArrayList<>();
    Task<Object> task =
        started(
            new Body() {
              @Override
              Object run(int state, Object value, Throwable failure) throws Throwable {
                if (failure != null) {
                  references.add(new WeakReference<>(failure));
                  return await(forEver());
                }
                return await(
                    Script.named("child")
                        .then(v -> Asyncio.yieldNow())
                        .then(
                            v -> {
                              throw new IllegalStateException();
                            }));
              }
            });
    assertThat(references).hasSize(1);
    assertCollected(references.get(0));
    assertThat(task.isDone()).isFalse();
  }

  @Test
  void aTaskThatIsDoneAndWhatItHasReturned() {
    WeakReference<?> task = new WeakReference<>(loop.createTask(Script.of(v -> new Value())));
    turns(2);
    assertCollected(task);
  }

  @Test
  void theTimerOfASleepThatIsCancelledOrDone() {
    List<WeakReference<?>> references = new ArrayList<>();
    Coroutine<Value> sleep = Asyncio.sleep(ofDays(1), new Value());
    references.add(new WeakReference<>(sleep));
    Task<Value> cancelled = loop.createTask(sleep);
    sleep = null;
    references.add(new WeakReference<>(cancelled));
    turns(1);
    cancelled.cancel();
    cancelled = null;
    turns(3);
    references.forEach(RetentionTest::assertCollected);
  }

  @Test
  void aTimerThatIsCancelledLeavesTheHeapAtOnce() {
    Value value = new Value();
    WeakReference<?> reference = new WeakReference<>(value);
    TimerHandle timer = later(value);
    value = null;
    timer.cancel();
    assertCollected(reference);
    WeakReference<?> handle = new WeakReference<>(timer);
    timer = null;
    assertCollected(handle);
  }

  private TimerHandle later(Value value) {
    return loop.callLater(ofDays(1), () -> assertThat(value).isNull());
  }

  @Test
  void aCoroutineThatHasReturnedAnother() {
    List<WeakReference<?>> references = new ArrayList<>();
    Task<Object> task =
        started(
            new Body() {
              @Override
              Object run(int state, Object value, Throwable failure) throws Throwable {
                Coroutine<Object> first = returning(references, returning(references, forEver()));
                references.add(new WeakReference<>(first));
                return await(first);
              }
            });
    assertThat(references).hasSize(3);
    references.forEach(RetentionTest::assertCollected);
    assertThat(task.isDone()).isFalse();
  }

  /** Yields, and then leaves its place to another, which it does not keep. */
  private static Coroutine<Object> returning(
      List<WeakReference<?>> references, Coroutine<?> other) {
    Value local = new Value();
    references.add(new WeakReference<>(local));
    return new Body() {
      private Coroutine<?> next = other;

      @Override
      Object run(int state, Object value, Throwable failure) throws Throwable {
        if (state == 0) {
          assertThat(local).isNotNull();
          return await(Asyncio.yieldNow());
        }
        Coroutine<?> last = next;
        next = null;
        return tail(last);
      }
    };
  }

  @Test
  void whatAGeneratorHasEmittedAndWhatItWasSent() {
    List<WeakReference<?>> references = new ArrayList<>();
    Body frame =
        new GeneratorBody() {
          @Override
          Object run(int state, Object value, Throwable failure) throws Throwable {
            if (state == 0) {
              Value emitted = new Value();
              references.add(new WeakReference<>(emitted));
              return emit(emitted);
            }
            references.add(new WeakReference<>(value));
            return await(forEver());
          }
        };
    AsyncGenerator<?> generator = Coroutine.generator(frame);
    loop.runUntilComplete(generator.anext());
    assertThat(references).hasSize(1);
    assertCollected(references.get(0));
    Task<?> sends = loop.createTask(generator.asend(new Value()));
    turns(2);
    assertThat(references).hasSize(2);
    assertCollected(references.get(1));
    assertThat(sends.isDone()).isFalse();
  }

  @Test
  void theItemOfALoop() {
    List<WeakReference<?>> references = new ArrayList<>();
    Task<Object> task =
        started(
            new Body() {
              private final Iterator<?> each =
                  each(
                      Script.named("items")
                          .then(v -> new Script.Emit(new Value()))
                          .then(v -> forEver())
                          .generator());

              @Override
              Object run(int state, Object value, Throwable failure) throws Throwable {
                if (state > 0) {
                  assertThat(value).isEqualTo(true);
                  references.add(new WeakReference<>(each.next()));
                }
                return advance(each);
              }
            });
    assertThat(references).hasSize(1);
    assertCollected(references.get(0));
    assertThat(task.isDone()).isFalse();
  }

  private static final int TEN_MILLION = 10_000_000;
  private static final long MEGABYTE = 1 << 20;

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void tenMillionCompletedCoroutinesAwaitedInALoop() {
    Body body =
        new Body() {
          @Override
          Object run(int state, Object value, Throwable failure) throws Throwable {
            long before = usedMemory();
            long sum = 0;
            for (int i = 0; i < TEN_MILLION; i++) {
              sum += (int) await(Asyncio.done(1));
            }
            assertThat(sum).isEqualTo(TEN_MILLION);
            assertThat(usedMemory() - before).isLessThan(64 * MEGABYTE);
            return this;
          }
        };
    loop.runUntilComplete(body);
  }

  @Test
  void tenMillionItemsOfAGenerator() {
    Body items =
        new GeneratorBody() {
          @Override
          Object run(int state, Object value, Throwable failure) {
            return state < TEN_MILLION ? emit(1) : this;
          }
        };
    Body body =
        new Body() {
          @Override
          Object run(int state, Object value, Throwable failure) throws Throwable {
            long before = usedMemory();
            Iterator<?> each = each(Coroutine.generator(items));
            long sum = 0;
            while ((boolean) advance(each)) {
              sum += (int) each.next();
            }
            assertThat(sum).isEqualTo(TEN_MILLION);
            assertThat(usedMemory() - before).isLessThan(64 * MEGABYTE);
            return this;
          }
        };
    loop.runUntilComplete(body);
  }
}
