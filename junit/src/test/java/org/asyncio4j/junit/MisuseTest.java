package org.asyncio4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.EventLoop;
import org.asyncio4j.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a newcomer may do wrong, and what that says. */
class MisuseTest {

  static class NoExtensionAtTheClass {
    @AsyncBeforeAll
    static void before() {
      await(yieldNow());
    }

    @AsyncTest
    void test() {}
  }

  @Test
  void aFixtureForAllTestsWithoutTheExtension() {
    TestRun run = TestRun.of(NoExtensionAtTheClass.class);

    assertThat(run.message("MisuseTest$NoExtensionAtTheClass"))
        .isEqualTo(
            "<coroutine object MisuseTest.NoExtensionAtTheClass.before at 0x1> is the body of a test"
                + " or fixture, and no extension runs it; annotate the class with"
                + " @ExtendWith(AsyncExtension.class)");
  }

  static class CallsAnother {
    @AsyncTest
    void called() {
      await(yieldNow());
    }

    @AsyncTest
    void calls() {
      called();
    }
  }

  @Test
  void aTestCalledFromAnother() {
    TestRun run = TestRun.of(CallsAnother.class);

    assertThat(run.unsuccessful()).containsExactly("FAILED calls()");
    assertThat(run.message("calls()"))
        .isEqualTo(
            "<coroutine object MisuseTest.CallsAnother.called at 0x1> is the body of a test or"
                + " fixture, which runs by itself and cannot be called from a coroutine; let the"
                + " method return Coroutine<Void>, and await it");
  }

  static class Parameters {
    @AsyncTest
    void virtualClock(VirtualClock clock) {}
  }

  @Test
  void aVirtualClockInRealTime() {
    assertThat(TestRun.of(Parameters.class).message("virtualClock(VirtualClock)"))
        .isEqualTo(
            "time is not virtual in Parameters.virtualClock, so that there is no VirtualClock;"
                + " annotate it with @AsyncTest(virtualTime = true) or @VirtualTime");
  }

  @ExtendWith(AsyncExtension.class)
  static class LoopForAll {
    @AsyncBeforeAll
    static void before(EventLoop loop) {}

    @AsyncTest
    void test() {}
  }

  @Test
  void aLoopForAllTestsThatIsNotShared() {
    assertThat(TestRun.of(LoopForAll.class).message("MisuseTest$LoopForAll"))
        .isEqualTo(
            "no event loop for the parameter 'loop' of before; constructors and fixtures for all"
                + " tests have one in a class with @SharedLoop only");
  }

  @Test
  void aTestThatNobodyCompiled() {
    TestRun run = TestRun.of(Uncompiled.class);

    assertThat(run.message("awaits()"))
        .startsWith("await in org.asyncio4j.junit.Uncompiled.awaits");
    assertThat(run.message("awaitsNothing()"))
        .isEqualTo(
            "Uncompiled.awaitsNothing was not compiled by asyncio4j; run the tests with"
                + " -javaagent:asyncio4j-agent.jar, or let the goal instrument-test of"
                + " asyncio4j-maven-plugin compile them");
  }
}
