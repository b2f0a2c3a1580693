package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;

/** What other threads hand over to the loop. */
final class Threads {
  private static final int THREADS = 2;

  private final EventLoop loop;
  private final int expected;
  private final Future<Long> all;
  private long count;

  private Threads(EventLoop loop, int expected) {
    this.loop = loop;
    this.expected = expected;
    this.all = loop.createFuture();
  }

  @Async
  static Coroutine<Long> handOver(int callbacks) {
    Threads state = new Threads(getRunningLoop(), callbacks);
    for (int i = 0; i < THREADS; i++) {
      new Thread(() -> state.post(callbacks / THREADS)).start();
    }
    return done(await(state.all));
  }

  private void post(int callbacks) {
    for (int i = 0; i < callbacks; i++) {
      loop.callSoonThreadsafe(this::count);
    }
  }

  private void count() {
    if (++count == expected) {
      all.setResult(count);
    }
  }
}
