package org.asyncio4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A context manager made of others, entered one by one as the body goes: on exit all are exited in
 * reverse order, each seeing what the body failed with, or what the exits before have made of that.
 *
 * <pre>{@code
 * await(asyncWith(new AsyncExitStack(), stack -> {
 *   Connection a = await(stack.enterAsyncContext(pool.connection()));
 *   InputStream b = stack.enterContext(Files.newInputStream(path));
 *   stack.pushAsyncCallback(() -> log("done"));
 *   ...
 * }));
 * }</pre>
 *
 * <p>In {@code try (AsyncExitStack stack = new AsyncExitStack()) {...}} the exits run as well, but
 * see no failure of the body, as Java tells none to {@code close()}. Confined to the loop's thread.
 * Mirrors {@code contextlib.AsyncExitStack}.
 */
public final class AsyncExitStack implements AsyncContextManager<AsyncExitStack>, AsyncCloseable {
  private Deque<ExitCallback> exits = new ArrayDeque<>();

  /** Makes an empty stack. From any thread. */
  public AsyncExitStack() {}

  /**
   * Enters a manager, which this stack exits then. If entering fails, nothing is to be exited.
   *
   * @param manager what to enter
   * @param <A> what that gives
   * @return a coroutine that returns what was entered
   */
  public <A extends @Nullable Object> Coroutine<A> enterAsyncContext(
      AsyncContextManager<? extends A> manager) {
    return new EnterAsyncContext<>(this, manager);
  }

  /**
   * Has a resource closed on exit; {@code closeAsync()} of an {@link AsyncCloseable} is awaited.
   *
   * @param resource what to close
   * @param <R> its type
   * @return the resource
   */
  public <R extends AutoCloseable> R enterContext(R resource) {
    Objects.requireNonNull(resource, "enterContext(null): a resource is required");
    exits.addLast(
        failure -> {
          if (resource instanceof AsyncCloseable closeable) {
            return new Discard<>(closeable.closeAsync());
          }
          resource.close();
          return null;
        });
    return resource;
  }

  /**
   * Has a manager exited that was entered elsewhere.
   *
   * @param manager the manager
   */
  public void pushAsyncExit(AsyncContextManager<?> manager) {
    Objects.requireNonNull(manager, "pushAsyncExit(null): a manager or function is required");
    exits.addLast(manager::exit);
  }

  /**
   * Has a function called on exit, as {@link AsyncContextManager#exit} is.
   *
   * @param exit a lambda that takes the failure, or null; it may await, and ends in {@code return
   *     done(handled)}
   */
  public void pushAsyncExit(ExitCallback exit) {
    exits.addLast(
        Objects.requireNonNull(exit, "pushAsyncExit(null): a manager or function is required"));
  }

  /**
   * Has a body run on exit, which is not told of failures.
   *
   * @param callback a lambda; it may await, and ends in {@code return done()}
   */
  public void pushAsyncCallback(AsyncCallable<?, ?> callback) {
    Objects.requireNonNull(callback, "pushAsyncCallback(null): a function is required");
    exits.addLast(
        failure -> {
          Coroutine<?> coroutine = callback.call();
          return coroutine == null ? null : new Discard<>(coroutine);
        });
  }

  /**
   * Has a function called on exit, which is not told of failures.
   *
   * @param callback the function; it cannot await
   */
  public void callback(ThrowingRunnable callback) {
    Objects.requireNonNull(callback, "callback(null): a function is required");
    exits.addLast(
        failure -> {
          callback.run();
          return null;
        });
  }

  /** {@return a new stack with all that was to be exited by this one, which is empty then} */
  public AsyncExitStack popAll() {
    AsyncExitStack other = new AsyncExitStack();
    other.exits = exits;
    exits = new ArrayDeque<>();
    return other;
  }

  /** {@return a coroutine that exits everything, in reverse order} */
  public Coroutine<Void> aclose() {
    return new Unwind<>(this, null, false);
  }

  /** {@return what {@link #aclose()} returns} */
  @Override
  public Coroutine<Void> closeAsync() {
    return aclose();
  }

  /** {@return a coroutine that returns this} */
  @Override
  public Coroutine<AsyncExitStack> enter() {
    return Asyncio.done(this);
  }

  /**
   * Exits everything, in reverse order. What an exit fails with takes the place of the failure so
   * far, for all that follow.
   *
   * @param failure what the body failed with; null if it returned
   * @return a coroutine that returns whether one of them has ended {@code failure}
   */
  @Override
  public Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Unwind<>(this, failure, true);
  }

  @Nullable ExitCallback pop() {
    return exits.pollLast();
  }

  /** A function that is called on exit, and may await: a lambda. */
  @FunctionalInterface
  public interface ExitCallback {
    /**
     * Exits.
     *
     * @param failure what there is to fail with by now; null for nothing
     * @return a coroutine that returns whether {@code failure} ends here; null for one that returns
     *     false
     * @throws Exception what takes the place of {@code failure}
     */
    @Nullable Coroutine<Boolean> exit(@Nullable Throwable failure) throws Exception;
  }
}
