package org.asyncio4j.weave;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.yieldNow;

/** A class with something to warn about and something to refuse. */
@SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"})
final class Careless {
  private Careless() {}

  static void dropped() {
    // The coroutine is dropped on purpose.

    yieldNow();
  }

  static void refused() {
    await(yieldNow());
  }
}
