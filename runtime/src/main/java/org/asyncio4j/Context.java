package org.asyncio4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of all {@link ContextVar}s for one line of work. A task runs in a copy of its
 * creator's context, a callback in that of whoever registered it; plain awaits share theirs. A
 * thread that runs no loop has a context of its own.
 *
 * <p>Confined to the thread that runs in it. Mirrors {@code contextvars.Context}.
 */
public final class Context {
  private static final ThreadLocal<Context> OF_THREAD =
      new ThreadLocal<>() {
        @Override
        protected Context initialValue() {
          return new Context(IdentityMap.EMPTY);
        }
      };

  IdentityMap values;

  /** Whether some {@link #run} of this context is under way. */
  private boolean entered;

  Context(IdentityMap values) {
    this.values = values;
  }

  // Where a context is only carried along it is an Object: a Context, or an IdentityMap, the
  // snapshot of one in which nobody has set a
  // variable since. Most tasks and callbacks never set one, and for them no Context is made.

  /** The current context of this thread, in either form. */
  static Object current() {
    EventLoop loop = EventLoop.runningOrNull();
    return loop == null ? OF_THREAD.get() : loop.context;
  }

  /** The context of the thread outside of any loop. */
  static Context ofThread() {
    return OF_THREAD.get();
  }

  static IdentityMap valuesOf(Object context) {
    return context instanceof Context full ? full.values : (IdentityMap) context;
  }

  /** The current context, as an object that can be changed and compared. */
  static Context currentMutable() {
    EventLoop loop = EventLoop.runningOrNull();
    if (loop == null) {
      return OF_THREAD.get();
    }
    if (loop.context instanceof Context full) {
      return full;
    }
    Context full = new Context((IdentityMap) loop.context);
    loop.context = full;
    return full;
  }

  /**
   * {@return a copy; changes of one do not show in the other} Costs the same whatever the context
   * holds.
   */
  public Context copy() {
    return new Context(values);
  }

  /**
   * Runs a function in this context; the variables that it sets stay set here.
   *
   * @param body the function
   * @param <T> what it returns
   * @param <X> the checked exception that it throws
   * @return what {@code body} returns
   * @throws X what {@code body} throws
   * @throws IllegalStateException if this context is being run already
   */
  public <T extends @Nullable Object, X extends Exception> T run(Body<? extends T, X> body)
      throws X {
    EventLoop loop = EventLoop.runningOrNull();
    Object previous = enter(loop);
    try {
      return body.call();
    } finally {
      leave(loop, previous);
    }
  }

  /**
   * Runs an action in this context; the variables that it sets stay set here.
   *
   * @param body the action
   * @throws IllegalStateException if this context is being run already
   */
  public void run(Runnable body) {
    EventLoop loop = EventLoop.runningOrNull();
    Object previous = enter(loop);
    try {
      body.run();
    } finally {
      leave(loop, previous);
    }
  }

  /** Throws if this context is being run already. */
  void checkNotEntered(@Nullable EventLoop loop) {
    if (entered || (loop != null && loop.context == this)) {
      throw new IllegalStateException("cannot enter context: " + this + " is already entered");
    }
  }

  private Object enter(@Nullable EventLoop loop) {
    checkNotEntered(loop);
    entered = true;
    if (loop == null) {
      Context previous = OF_THREAD.get();
      OF_THREAD.set(this);
      return previous;
    }
    return loop.enterContext(this);
  }

  private void leave(@Nullable EventLoop loop, Object previous) {
    entered = false;
    if (loop == null) {
      OF_THREAD.set((Context) previous);
    } else {
      loop.leaveContext(previous);
    }
  }

  /**
   * Returns the value of a variable in this context. Python's {@code context[var]}.
   *
   * @param variable the variable
   * @param <T> the type of its values
   * @return its value here; the variable's default does not count
   * @throws NoSuchElementException if it was never set here
   */
  public <T extends @Nullable Object> T get(ContextVar<T> variable) {
    Object value = values.get(variable, ContextVar.MISSING);
    if (value == ContextVar.MISSING) {
      throw new NoSuchElementException(variable.toString());
    }
    return Unchecked.cast(value);
  }

  /**
   * {@return the value of a variable in this context, or {@code fallback} if it was never set here;
   * the variable's default does not count} Python's {@code context.get(var, default)}.
   *
   * @param variable the variable
   * @param fallback the value to return instead
   * @param <T> the type of its values
   */
  public <T extends @Nullable Object> T get(ContextVar<T> variable, T fallback) {
    return Unchecked.cast(values.get(variable, fallback));
  }

  /**
   * {@return the variables that are set in this context, with their values, as of now} Python's
   * {@code context.items()}; its {@code len}, {@code keys()} and {@code values()} are those of the
   * map.
   */
  public Map<ContextVar<?>, @Nullable Object> items() {
    Map<ContextVar<?>, @Nullable Object> items = new IdentityHashMap<>();
    values.forEach(
        (key, value) -> {
          // Beside them there may be what goes along with contexts: EventLoop.carry.
          if (key instanceof ContextVar<?> variable) {
            items.put(variable, value);
          }
        });
    return Collections.unmodifiableMap(items);
  }

  /**
   * {@return whether a variable is set in this context} Python's {@code var in context}.
   *
   * @param variable the variable
   */
  public boolean contains(ContextVar<?> variable) {
    return values.get(variable, ContextVar.MISSING) != ContextVar.MISSING;
  }

  /** {@return {@code <Context object at 0x1b2c3d4e>}} */
  @Override
  public String toString() {
    return String.format("<Context object at 0x%08x>", System.identityHashCode(this));
  }

  /**
   * What {@link #run(Body)} runs.
   *
   * @param <T> what it returns
   * @param <X> the checked exception that it throws
   */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object, X extends Exception> {
    /**
     * Does the work.
     *
     * @return the result
     * @throws X a failure
     */
    T call() throws X;
  }
}
