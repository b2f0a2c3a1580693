package org.asyncio4j.codegen;

import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * The superclass of the coroutine classes that the compiler writes, one for each {@code @Async}
 * method and awaiting lambda.
 *
 * @param <T> what the coroutine returns
 */
public abstract class CompiledCoroutine<T extends @Nullable Object> extends Coroutine<T> {
  /** What a body returns when it has suspended. */
  public static final Object SUSPENDED = Coroutine.SUSPENDED;

  /** What a body returns right after {@link #tail} has. */
  public static final Object TAIL = Coroutine.TAIL;

  /** What the body of a generator returns when it has emitted. */
  public static final Object EMITTED = Coroutine.EMITTED;

  /**
   * Where the body goes on: 0 at its start, else the number of a resume point. Written by compiled
   * bodies only, on the loop's thread. A method has room for some 20,000 awaits at most.
   */
  public short state;

  /** Makes a coroutine that has not begun. */
  protected CompiledCoroutine() {}

  /**
   * {@return the binary name of the class that declares the method, {@code com.acme.Hello$Inner}}
   */
  protected abstract String declaringClass();

  /** {@return the method's name, {@code sayAfter} or {@code lambda$main$0}} */
  protected abstract String methodName();

  /** {@return the simple name of the source file; null if the class file has none} */
  protected abstract @Nullable String sourceFile();

  /**
   * Returns the source line of a resume point.
   *
   * @param state the resume point; 0 stands for the method's first line
   * @return the line, or -1 if the class file does not tell
   */
  protected abstract int line(int state);

  @Override
  protected final StackTraceElement frame() {
    return new StackTraceElement(declaringClass(), methodName(), sourceFile(), line(state));
  }

  @Override
  protected final String qualifiedName() {
    return QualifiedNames.of(declaringClass(), methodName());
  }

  /**
   * Awaits a coroutine, future or task on behalf of a body.
   *
   * @param awaitable what to await
   * @param self the coroutine whose body runs
   * @return the value, or {@link #SUSPENDED} if the body has to save its state and return that
   * @throws Throwable what the awaited thing failed with
   */
  public static @Nullable Object await(@Nullable Awaitable<?> awaitable, CompiledCoroutine<?> self)
      throws Throwable {
    return self.await(awaitable);
  }

  /**
   * Refuses to await nothing.
   *
   * @param coroutine what a body is going to await, by {@link #startFor}
   * @param self the coroutine whose body runs
   * @return the first
   * @throws NullPointerException if {@code coroutine} is null
   */
  public static Coroutine<?> awaited(@Nullable Coroutine<?> coroutine, CompiledCoroutine<?> self) {
    if (coroutine == null) {
      throw self.awaitedNull();
    }
    return coroutine;
  }

  /**
   * Awaits a completion stage on behalf of a body.
   *
   * @param stage what to await
   * @param self the coroutine whose body runs
   * @return the value, or {@link #SUSPENDED} if the body has to save its state and return that
   * @throws Throwable what the stage failed with, unwrapped
   */
  public static @Nullable Object await(
      @Nullable CompletionStage<?> stage, CompiledCoroutine<?> self) throws Throwable {
    return self.await(stage);
  }

  /**
   * Awaits the coroutine that a method returned, instead of a value, from within a {@code try}.
   *
   * @param returned what stands behind {@code return}; null returns null, as {@code return null} is
   *     {@code return done()}
   * @param self the coroutine whose body runs
   * @return the value, or {@link #SUSPENDED} if the body has to save its state and return that
   * @throws Throwable what the coroutine failed with
   */
  public static @Nullable Object awaitReturned(
      @Nullable Coroutine<?> returned, CompiledCoroutine<?> self) throws Throwable {
    return returned == null ? null : self.await(returned);
  }

  /**
   * Leaves the place of a coroutine to another one, which its method has returned: a tail call.
   *
   * @param other what stands behind {@code return}; null returns null, as {@code return null} is
   *     {@code return done()}
   * @param self the coroutine whose body runs
   * @return what the body has to return: {@link #TAIL}, or null
   */
  public static @Nullable Object tail(@Nullable Coroutine<?> other, CompiledCoroutine<?> self) {
    return self.tail(other);
  }

  /**
   * Emits a value on behalf of the body of a generator.
   *
   * @param value what to emit
   * @param self the coroutine whose body runs
   * @return {@link #EMITTED}: the body has to save its state and return that, and is resumed with
   *     what was sent
   */
  public static Object emit(@Nullable Object value, CompiledCoroutine<?> self) {
    return self.emit(value);
  }

  /**
   * Makes what a method returns that emits.
   *
   * @param frame its coroutine, which has not begun
   * @return the generator
   */
  public static AsyncGenerator<?> generator(CompiledCoroutine<?> frame) {
    return Coroutine.generator(frame);
  }

  /**
   * Begins a loop over {@code each(items)}.
   *
   * @param items what to go through
   * @return what {@link #advance} takes
   * @throws NullPointerException if {@code items} is null
   */
  public static Iterator<@Nullable Object> each(AsyncIterable<?> items) {
    return Coroutine.each(items);
  }

  /**
   * Fetches the next item of a loop, where its source calls {@link Iterator#hasNext()}.
   *
   * @param each what {@link #each} returned; its {@code next()} returns the item afterwards
   * @param self the coroutine whose body runs
   * @return {@link Boolean#TRUE} if there is an item and {@link Boolean#FALSE} if there is none, or
   *     {@link #SUSPENDED} if the body has to save its state and return that; it is resumed with
   *     one of the two
   * @throws Throwable what fetching the item failed with
   */
  public static @Nullable Object advance(Iterator<?> each, CompiledCoroutine<?> self)
      throws Throwable {
    return self.advance(each);
  }
}
