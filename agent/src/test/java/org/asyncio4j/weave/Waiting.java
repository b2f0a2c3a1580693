package org.asyncio4j.weave;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** A class to compile. */
final class Waiting {
  private Waiting() {}

  @Async
  static Coroutine<Void> main() {
    await(yieldNow());
    return done();
  }
}
