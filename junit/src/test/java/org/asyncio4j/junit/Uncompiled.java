package org.asyncio4j.junit;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.yieldNow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.asyncio4j.Async;
import org.junit.jupiter.api.Tag;
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
    @SlowTest
    void isTestByAnUnknownAnnotation() {
      await(yieldNow());
    }

    @Test
    void isNotAsync() {
      await(yieldNow());
    }
  }

  /** Composed of JUnit's own, so that JUnit knows it for a test, and the compiler does not. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Test
  @Tag("slow")
  @VirtualTime
  @interface SlowTest {}
}
