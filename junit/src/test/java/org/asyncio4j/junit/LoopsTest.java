package org.asyncio4j.junit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.asyncio4j.Async;
import org.asyncio4j.ContextVar;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.LoopClock;
import org.asyncio4j.Task;
import org.asyncio4j.VirtualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which loop a body runs on, and on which clock. */
class LoopsTest {

  static class Fixtures {
    private static final ContextVar<String> VAR = new ContextVar<>("var", "unset");
    private EventLoop loop;

    @AsyncBeforeEach
    void before(EventLoop injected) {
      await(yieldNow());
      loop = getRunningLoop();
      assertSame(loop, injected);
      VAR.set("by the fixture");
      TestRun.NOTES.add("before");
    }

    @BeforeEach
    void plainFixture(EventLoop injected) {
      assertTrue(!injected.isRunning() && !injected.isClosed());
    }

    @AsyncTest
    void test(EventLoop injected) {
      await(yieldNow());
      assertSame(loop, getRunningLoop());
      assertSame(loop, injected);
      TestRun.NOTES.add("test, " + VAR.get());
    }

    @AsyncAfterEach
    Coroutine<Void> after() {
      await(yieldNow());
      assertSame(loop, getRunningLoop());
      TestRun.NOTES.add("after");
      return done();
    }
  }

  @Test
  void fixturesShareLoopAndContextOfTheirTest() {
    assertThat(TestRun.of(Fixtures.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly("before", "test, by the fixture", "after");
  }

  @ExtendWith(AsyncExtension.class)
  static class Repeated {
    private static EventLoop last;

    @Async
    @RepeatedTest(3)
    void repeated() {
      await(yieldNow());
      EventLoop loop = getRunningLoop();
      assertNotSame(last, loop);
      assertTrue(last == null || last.isClosed());
      last = loop;
    }
  }

  @Test
  void everyInvocationHasALoopOfItsOwn() {
    Repeated.last = null;

    assertThat(TestRun.of(Repeated.class).unsuccessful()).isEmpty();
    assertThat(Repeated.last.isClosed()).isTrue();
  }

  @SharedLoop
  static class Shared {
    private static final Set<EventLoop> LOOPS = new HashSet<>();
    private static Task<Void> server;
    private static int served;

    @AsyncBeforeAll
    static void start(EventLoop loop) {
      await(yieldNow());
      LOOPS.add(loop);
      LOOPS.add(getRunningLoop());
      server = createTask(serve());
    }

    @Async
    static Coroutine<Void> serve() {
      while (true) {
        await(yieldNow());
        served++;
      }
    }

    @AsyncTest
    void first() {
      int before = served;
      await(sleep(ofMillis(1)));
      assertTrue(served > before);
      LOOPS.add(getRunningLoop());
    }

    @Nested
    class Inner {
      @AsyncTest
      void second(LoopClock clock) {
        await(yieldNow());
        assertSame(LoopClock.system(), clock);
        LOOPS.add(getRunningLoop());
      }
    }

    @AsyncAfterAll
    static void stop() {
      LOOPS.add(getRunningLoop());
      server.cancel();
    }
  }

  @Test
  void sharedLoopServesAllTestsOfTheClassAndItsNestedOnes() {
    Shared.LOOPS.clear();
    TestRun run = TestRun.of(Shared.class);

    assertThat(run.unsuccessful()).isEmpty();
    assertThat(Shared.LOOPS).hasSize(1).allMatch(EventLoop::isClosed);
    assertThat(Shared.server.isCancelled()).isTrue();
  }

  static class OneVirtualTest {
    @AsyncTest(virtualTime = true)
    void virtual(EventLoop loop, VirtualClock clock) {
      await(sleep(ofHours(1000)));
      assertEquals(ofHours(1000), loop.time());
      assertEquals(ofHours(1000).toNanos(), clock.nanoTime());
    }

    @AsyncTest
    void real(LoopClock clock) {
      assertSame(LoopClock.system(), clock);
    }
  }

  @Test
  void virtualTimeOfATest() {
    assertThat(TestRun.of(OneVirtualTest.class).unsuccessful()).isEmpty();
  }

  @VirtualTime
  static class AllVirtual {
    @AsyncBeforeEach
    void before() {
      await(sleep(ofMillis(1)));
    }

    @AsyncTest
    void virtual(EventLoop loop) {
      await(sleep(ofHours(1)));
      TestRun.NOTES.add(loop.time());
    }

    @AsyncTest
    @VirtualTime(false)
    void real(LoopClock clock) {
      TestRun.NOTES.add(clock == LoopClock.system());
    }

    @Nested
    class Inner {
      @AsyncTest
      void alsoVirtual(EventLoop loop) {
        await(sleep(ofHours(2)));
        TestRun.NOTES.add(loop.time());
      }
    }
  }

  @Test
  void virtualTimeOfAClass() {
    assertThat(TestRun.of(AllVirtual.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES)
        .containsExactlyInAnyOrder(ofHours(1).plusMillis(1), true, ofHours(2).plusMillis(1));
  }

  @SharedLoop
  @VirtualTime
  static class SharedAndVirtual {
    @AsyncTest
    void first() {
      await(sleep(ofHours(1)));
    }

    @AsyncTest
    void second() {
      await(sleep(ofHours(1)));
    }

    @AsyncAfterAll
    static void time(EventLoop loop) {
      TestRun.NOTES.add(loop.time());
    }

    @AsyncTest
    @VirtualTime(false)
    void different() {
      TestRun.NOTES.add("not reached");
    }
  }

  @Test
  void aSharedLoopHasOneClock() {
    TestRun run = TestRun.of(SharedAndVirtual.class);

    assertThat(run.unsuccessful()).containsExactly("FAILED different()");
    assertThat(run.failure("different()"))
        .hasMessage(
            "SharedAndVirtual.different differs from its class in virtual time, but shares its loop;"
                + " put @VirtualTime next to @SharedLoop");
    assertThat(TestRun.NOTES).containsExactly(ofHours(2));
  }
}
