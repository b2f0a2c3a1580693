package org.asyncio4j.junit;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.currentTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods are run as coroutines, and how their outcome becomes that of the test. */
class BodiesTest {

  static class Forms {
    @AsyncTest
    void bare() {
      assertEquals(1, await(sleep(ofMillis(1), 1)));
      TestRun.NOTES.add("bare");
    }

    @AsyncTest
    @Async
    void withAsync() {
      await(yieldNow());
      TestRun.NOTES.add("withAsync");
    }

    @AsyncTest
    Coroutine<Void> coroutine() {
      await(yieldNow());
      TestRun.NOTES.add("coroutine");
      return done();
    }

    @AsyncTest
    @Async
    Coroutine<Void> coroutineWithAsync() throws IOException {
      await(coroutine());
      TestRun.NOTES.add("coroutineWithAsync");
      return null;
    }

    @AsyncTest
    void awaitsNothing() {
      TestRun.NOTES.add("awaitsNothing in " + currentTask().getName());
    }
  }

  @Test
  void everyFormRunsToItsEnd() {
    assertThat(TestRun.of(Forms.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES)
        .containsExactlyInAnyOrder(
            "bare",
            "withAsync",
            "coroutine",
            "coroutine",
            "coroutineWithAsync",
            "awaitsNothing in awaitsNothing");
  }

  static class Outcomes {
    @AsyncTest
    void assertion() {
      assertEquals(2, await(sleep(ofMillis(1), 1)));
    }

    @AsyncTest
    void checked() throws IOException {
      await(yieldNow());
      throw new IOException("no line");
    }

    @AsyncTest
    Coroutine<Void> deep() {
      await(yieldNow());
      await(failing());
      return done();
    }

    @Async
    private Coroutine<Void> failing() {
      await(yieldNow());
      throw new IllegalStateException("deep down");
    }

    @AsyncTest
    void cancelled() {
      currentTask().cancel("enough");
      await(yieldNow());
    }

    @AsyncTest
    void assumption() {
      await(yieldNow());
      assumeTrue(false, "not here");
    }

    @AsyncTest
    @Disabled("not now")
    void disabled() {
      await(yieldNow());
    }
  }

  @Test
  void outcomeOfTheBodyIsThatOfTheTest() {
    TestRun run = TestRun.of(Outcomes.class);

    assertThat(run.unsuccessful())
        .containsExactlyInAnyOrder(
            "FAILED assertion()",
            "FAILED checked()",
            "FAILED deep()",
            "FAILED cancelled()",
            "ABORTED assumption()");
    assertThat(run.skipped()).containsExactly("disabled()");
    assertThat(run.failure("assertion()")).hasMessage("expected: <2> but was: <1>");
    assertThat(run.failure("checked()")).isInstanceOf(IOException.class).hasMessage("no line");
    assertThat(run.failure("cancelled()")).isInstanceOf(CancelledError.class).hasMessage("enough");
    assertThat(run.failure("assumption()")).hasMessage("Assumption failed: not here");
  }

  @Test
  void traceReadsAsIfJUnitHadCalledTheBody() {
    Throwable failure = TestRun.of(Outcomes.class).failure("deep()");

    StackTraceElement[] trace = failure.getStackTrace();
    assertThat(trace[0].getMethodName()).isEqualTo("failing");
    assertThat(trace[1].getMethodName()).isEqualTo("deep");
    assertThat(trace[1].getLineNumber()).isGreaterThan(0);
    assertThat(trace)
        .extracting(StackTraceElement::getClassName)
        .filteredOn(name -> name.startsWith("org.asyncio4j."))
        .filteredOn(name -> !name.equals(TestRun.class.getName()))
        .filteredOn(name -> !name.equals(BodiesTest.class.getName()))
        .filteredOn(name -> !name.equals(AsyncExtension.class.getName()))
        .hasSize(2);
  }

  @ExtendWith(AsyncExtension.class)
  static class OfJUnit {
    @Async
    @Test
    void test() {
      await(yieldNow());
      TestRun.NOTES.add("test");
    }

    @Async
    @RepeatedTest(2)
    void repeated(RepetitionInfo info) {
      await(yieldNow());
      TestRun.NOTES.add("repetition " + info.getCurrentRepetition());
    }

    @Async
    @ParameterizedTest(name = "sum number {index}")
    @CsvSource({"1, 1, 2", "1, 2, 4"})
    void parameterised(int a, int b, int sum) {
      int half = await(sleep(ofMillis(1), b));
      assertEquals(sum, a + half);
      TestRun.NOTES.add(sum);
    }

    @Test
    void plain() {
      TestRun.NOTES.add("plain");
    }
  }

  @Test
  void annotationsOfJUnitGoTogetherWithAsync() {
    TestRun run = TestRun.of(OfJUnit.class);

    assertThat(run.unsuccessful()).containsExactly("FAILED sum number 2");
    assertThat(run.failure("sum number 2")).hasMessage("expected: <4> but was: <3>");
    assertThat(TestRun.NOTES)
        .containsExactlyInAnyOrder("test", "repetition 1", "repetition 2", 2, "plain");
  }

  static class BesideAComposedAnnotation {
    @Uncompiled.SlowTest
    @AsyncTest
    void sleepsForADay(EventLoop loop) {
      await(sleep(ofDays(1)));
      TestRun.NOTES.add(loop.time());
    }
  }

  @Test
  void anAnnotationComposedOfJUnitsStandsBesideIt() {
    assertThat(TestRun.of(BesideAComposedAnnotation.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly(ofDays(1));
  }

  static class Outer {
    @AsyncTest
    void outer() {
      await(yieldNow());
      TestRun.NOTES.add("outer");
    }

    @Nested
    class Inner {
      @AsyncTest
      void inner() {
        await(yieldNow());
        TestRun.NOTES.add("inner");
      }
    }
  }

  @Test
  void nestedClasses() {
    assertThat(TestRun.of(Outer.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly("outer", "inner");
  }

  interface Contract {
    String name();

    @AsyncTest
    default void ofTheInterface() {
      await(yieldNow());
      TestRun.NOTES.add("interface of " + name());
    }

    @AsyncTest
    default Coroutine<Void> coroutineOfTheInterface() {
      await(yieldNow());
      TestRun.NOTES.add("coroutine of " + name());
      return done();
    }
  }

  abstract static class Base {
    @AsyncTest
    void inherited() {
      await(yieldNow());
      TestRun.NOTES.add("inherited");
    }

    @AsyncTest
    Coroutine<Void> overridden() {
      await(yieldNow());
      TestRun.NOTES.add("base");
      return done();
    }
  }

  static class Derived extends Base implements Contract {
    @Override
    public String name() {
      return "Derived";
    }

    @Override
    @AsyncTest
    Coroutine<Void> overridden() {
      await(super.overridden());
      TestRun.NOTES.add("derived");
      return done();
    }
  }

  @Test
  void inheritedTests() {
    TestRun run = TestRun.of(Derived.class);

    assertThat(run.unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES)
        .containsExactlyInAnyOrder(
            "interface of Derived", "coroutine of Derived", "inherited", "base", "derived");
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @ExtendWith(AsyncExtension.class)
  static class OneInstance {
    private int calls;

    @AsyncBeforeAll
    void prepare() {
      await(yieldNow());
      calls++;
    }

    @AsyncTest
    void first() {
      await(yieldNow());
      calls++;
    }

    @AsyncTest
    void second() {
      await(yieldNow());
      calls++;
    }

    @AsyncAfterAll
    Coroutine<Void> note() {
      await(yieldNow());
      TestRun.NOTES.add(calls);
      return done();
    }
  }

  @Test
  void oneInstanceForAllTests() {
    assertThat(TestRun.of(OneInstance.class).unsuccessful()).isEmpty();
    assertThat(TestRun.NOTES).containsExactly(3);
  }
}
