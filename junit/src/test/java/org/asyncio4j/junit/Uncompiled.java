package org.asyncio4j.junit;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.junit.jupiter.api.Test;

/** Tests that the build keeps from the compiler. */
class Uncompiled {
  @AsyncTest
  void awaits() {
    await(yieldNow());
  }

  @AsyncTest
  void awaitsNothing() {}

  /** What the compiler refuses. */
  static class Refused {
    @AsyncTest
    int returnsANumber() {
      return await(yieldNow()) == null ? 1 : 2;
    }

    @AsyncTest
    synchronized void holdsALock() {
      await(yieldNow());
    }

    @Async
    void isNoTest() {
      await(yieldNow());
    }

    @Test
    void isNotAsync() {
      await(yieldNow());
    }
  }
}
