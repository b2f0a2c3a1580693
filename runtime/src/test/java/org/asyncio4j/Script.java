package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;

/**
 * A coroutine for tests, made of steps. What a step returns is awaited if it is awaitable, emitted
 * if it is an {@link Emit}, and its outcome goes to the next step; that of the last one is the
 * result.
 */
final class Script<T> extends Coroutine<T> {
  private final String name;
  private final List<OutcomeStep> steps = new ArrayList<>();
  private int next;
  private boolean generates;

  private Script(String name) {
    this.name = name;
  }

  static <T> Script<T> named(String name) {
    return new Script<>(name);
  }

  /** A coroutine of one step. */
  static <T> Script<T> of(Step step) {
    return Script.<T>named("script").then(step);
  }

  /** This as the frame of a generator, which is to end with a step that returns null. */
  @SuppressWarnings("unchecked")
  <E> AsyncGenerator<E> generator() {
    generates = true;
    return (AsyncGenerator<E>) generator(this);
  }

  /** Adds a step that emits. */
  Script<T> emits(Object... values) {
    for (Object value : values) {
      then(ignored -> new Emit(value));
    }
    return this;
  }

  /** Adds a step that a failure of the step before passes by. */
  Script<T> then(Step step) {
    return outcome(
        (value, failure) -> {
          if (failure != null) {
            throw failure;
          }
          return step.run(value);
        });
  }

  /** Adds a step that sees a failure of the step before. */
  Script<T> outcome(OutcomeStep step) {
    steps.add(step);
    return this;
  }

  /** Adds a step that runs whether the one before failed or not, and changes neither. */
  Script<T> always(Runnable action) {
    return outcome(
        (value, failure) -> {
          action.run();
          if (failure != null) {
            throw failure;
          }
          return value;
        });
  }

  @Override
  protected boolean isGeneratorFrame() {
    return generates;
  }

  @Override
  protected Object resume(Object value, Throwable failure) throws Throwable {
    while (next < steps.size()) {
      OutcomeStep step = steps.get(next++);
      try {
        value = step.run(value, failure);
        failure = null;
        if (value instanceof Awaitable<?> awaitable) {
          value = await(awaitable);
        }
      } catch (Throwable t) {
        failure = t;
        value = null;
      }
      if (value == SUSPENDED) {
        return SUSPENDED;
      }
      if (value instanceof Emit emitted) {
        return emit(emitted.value());
      }
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  record Emit(Object value) {}

  @Override
  protected StackTraceElement frame() {
    return new StackTraceElement("com.acme.Scripts", name, "Scripts.java", next);
  }

  @Override
  protected String qualifiedName() {
    return name;
  }

  interface Step {
    Object run(Object value) throws Throwable;
  }

  interface OutcomeStep {
    Object run(Object value, Throwable failure) throws Throwable;
  }
}
