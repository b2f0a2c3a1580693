package org.asyncio4j.codegen;

import java.io.IOException;
import org.asyncio4j.Awaitable;

/** A class as the compiler leaves it: a coroutine class for each method, and its body here. */
final class Hello {
  static final int SUSPENDED_LINE = 100;

  private Hello() {}

  /** The body of {@code fails()}: awaits something, then throws. */
  static Object fails(
      CompiledCoroutine<?> self, Object value, Throwable failure, Awaitable<?> first)
      throws Throwable {
    if (self.state == 0) {
      Object outcome = CompiledCoroutine.await(first, self);
      if (outcome == CompiledCoroutine.SUSPENDED) {
        self.state = 1;
        return outcome;
      }
    }
    if (failure != null) {
      throw failure;
    }
    throw new IOException("disk", new IllegalStateException("cause"));
  }

  /** The body of {@code awaits()}: awaits something and returns its outcome. */
  static Object awaits(
      CompiledCoroutine<?> self, Object value, Throwable failure, Awaitable<?> awaited)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (self.state == 1) {
      return value;
    }
    Object outcome = CompiledCoroutine.await(awaited, self);
    if (outcome == CompiledCoroutine.SUSPENDED) {
      self.state = 1;
    }
    return outcome;
  }

  abstract static class Named extends CompiledCoroutine<Object> {
    private final String methodName;
    final Awaitable<?> awaited;

    Named(String methodName, Awaitable<?> awaited) {
      this.methodName = methodName;
      this.awaited = awaited;
    }

    @Override
    protected String declaringClass() {
      return Hello.class.getName();
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
      return SUSPENDED_LINE + state;
    }
  }

  static final class fails$Coroutine extends Named {
    fails$Coroutine(Awaitable<?> awaited) {
      super("fails", awaited);
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      return fails(this, value, failure, awaited);
    }
  }

  static final class awaits$Coroutine extends Named {
    awaits$Coroutine(String name, Awaitable<?> awaited) {
      super(name, awaited);
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      return awaits(this, value, failure, awaited);
    }
  }
}
