package org.asyncio4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.StopIteration;
import org.junit.jupiter.api.Test;

class CompiledCoroutineTest {

  @Test
  void isNamedAfterClassAndMethod() {
    assertThat(new Compiled("com.acme.Hello", "main", null).toString())
        .matches("<coroutine object Hello\\.main at 0x[0-9a-f]{8}>");
    assertThat(new Compiled("com.acme.Hello$Inner", "go", null).toString())
        .startsWith("<coroutine object Hello.Inner.go at ");
    assertThat(new Compiled("Hello", "go", null).toString())
        .startsWith("<coroutine object Hello.go at ");
  }

  @Test
  void aLambdaIsNamedAsInPython() {
    assertThat(new Compiled("com.acme.Hello", "lambda$main$0", null).toString())
        .startsWith("<coroutine object Hello.main.<locals>.<lambda> at ");
    assertThat(new Compiled("com.acme.Hello", "lambda$0", null).toString())
        .startsWith("<coroutine object Hello.<lambda> at ");
  }

  @Test
  void aFinishedCoroutineIsAwaitedWithoutSuspension() {
    Compiled coroutine = new Compiled("com.acme.Hello", "main", Asyncio.done("value"));
    assertThat(((StopIteration) catchThrowable(() -> coroutine.send(null))).value())
        .isEqualTo("value");
    assertThat(coroutine.state).isZero();
  }

  @Test
  void asuspensionIsTheSentinelAndTheBodyIsCalledAgain() {
    Compiled coroutine = new Compiled("com.acme.Hello", "main", Asyncio.yieldNow());
    assertThat(coroutine.send(null)).isNull();
    assertThat(coroutine.state).isEqualTo((short) 1);
    assertThatThrownBy(() -> coroutine.send(null)).isInstanceOf(StopIteration.class);
  }

  @Test
  void theTraceOfAFailureShowsTheLineOfEachSuspendedAwait() {
    Coroutine<Object> inner = new Compiled("com.acme.Hello", "inner", Asyncio.yieldNow());
    Coroutine<Object> outer = new Compiled("com.acme.Hello", "outer", inner);
    outer.send(null);
    Throwable failure = catchThrowable(() -> outer.raise(new IOException()));
    assertThat(failure.getStackTrace())
        .contains(new StackTraceElement("com.acme.Hello", "outer", "Hello.java", 101));
  }

  @Test
  void aStageIsAwaitedOnTheRunningLoop() {
    CompletableFuture<String> stage = CompletableFuture.completedFuture("value");
    Object result =
        Asyncio.<Object>run(
            new CompiledCoroutine<Object>() {
              @Override
              protected Object resume(Object value, Throwable failure) throws Throwable {
                return CompiledCoroutine.await(stage, this);
              }

              @Override
              protected String declaringClass() {
                return "Hello";
              }

              @Override
              protected String methodName() {
                return "main";
              }

              @Override
              protected String sourceFile() {
                return null;
              }

              @Override
              protected int line(int state) {
                return -1;
              }
            });
    assertThat(result).isEqualTo("value");
  }

  @Test
  void awaitingNullSaysWhere() {
    assertThatThrownBy(() -> new Compiled("com.acme.Hello", "main", null).send(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith("await(null) in Hello.main");
  }

  @Test
  void aTailCallLeavesItsPlace() {
    Coroutine<Object> coroutine = new Tail("value");
    assertThat(((StopIteration) catchThrowable(() -> coroutine.send(null))).value())
        .isEqualTo("value");
    assertThat(CompiledCoroutine.tail(null, new Compiled("Hello", "main", null))).isNull();
  }

  @Test
  void aGeneratorIsGoneThrough() {
    assertThat(
            Asyncio.<Object>run(
                new Sum(CompiledCoroutine.generator(new Numbers("com.acme.Hello", "numbers")))))
        .isEqualTo(6);
    assertThat(
            CompiledCoroutine.generator(new Numbers("com.acme.Hello$Inner", "numbers")).toString())
        .startsWith("<async_generator object Hello.Inner.numbers at 0x");
  }

  /** Returns a coroutine that yields. */
  private static final class Tail extends Named {
    private final Object value;

    Tail(Object value) {
      super("Hello", "tail");
      this.value = value;
    }

    @Override
    protected Object resume(Object ignored, Throwable failure) {
      return CompiledCoroutine.tail(Asyncio.done(value), this);
    }
  }

  /** Emits 1, 2, 3. */
  private static final class Numbers extends Named {
    Numbers(String declaringClass, String methodName) {
      super(declaringClass, methodName);
    }

    @Override
    protected boolean isGeneratorFrame() {
      return true;
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      return ++state > 3 ? null : CompiledCoroutine.emit((int) state, this);
    }
  }

  /** Adds up what it goes through. */
  private static final class Sum extends Named {
    private final Iterator<?> each;

    Sum(AsyncIterable<?> items) {
      super("Hello", "sum");
      each = CompiledCoroutine.each(items);
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      int sum = 0;
      while (CompiledCoroutine.advance(each, this) == Boolean.TRUE) {
        sum += (int) each.next();
      }
      return sum;
    }
  }

  private abstract static class Named extends CompiledCoroutine<Object> {
    private final String declaringClass;
    private final String methodName;

    Named(String declaringClass, String methodName) {
      this.declaringClass = declaringClass;
      this.methodName = methodName;
    }

    @Override
    protected String declaringClass() {
      return declaringClass;
    }

    @Override
    protected String methodName() {
      return methodName;
    }

    @Override
    protected String sourceFile() {
      return "Hello.java";
    }

    @Override
    protected int line(int state) {
      return 100 + state;
    }
  }

  /** As the compiler would write it: awaits one thing, and returns its outcome. */
  private static final class Compiled extends Named {
    private final Awaitable<?> awaited;

    Compiled(String declaringClass, String methodName, Awaitable<?> awaited) {
      super(declaringClass, methodName);
      this.awaited = awaited;
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (state == 1) {
        return value;
      }
      Object outcome = CompiledCoroutine.await(awaited, this);
      if (outcome == SUSPENDED) {
        state = 1;
      }
      return outcome;
    }
  }
}
