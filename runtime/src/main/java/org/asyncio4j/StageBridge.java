package org.asyncio4j;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Ties futures to the JDK's completion stages, both ways: the outcome goes from the source to the
 * other, a cancellation of the other back to the source.
 */
final class StageBridge {
  private StageBridge() {}

  /**
   * A future on {@code loop} with the outcome of {@code stage}: at once if that is known by now, on
   * the loop's own thread.
   */
  static <T extends @Nullable Object> Future<T> toFuture(
      CompletionStage<? extends T> stage, EventLoop loop) {
    Future<T> future = new Future<>(loop);
    boolean elsewhere = stage instanceof LoopStage<?> other && other.loop != loop;
    if (elsewhere) {
      loop.outstanding++;
    }
    stage.whenComplete(
        (value, failure) ->
            onLoop(
                loop,
                () -> {
                  if (elsewhere) {
                    loop.outstanding--;
                  }
                  settle(future, value, failure);
                }));
    if (!future.isDone()) {
      future.addDoneCallback(
          done -> {
            if (done.isCancelled()) {
              cancel(stage);
            }
          });
    }
    return future;
  }

  /**
   * The future behind a stage that is done, as far as that can be told; null otherwise.
   *
   * <p>What {@link CompletableFuture#completedStage} and its like return is a {@code
   * CompletableFuture} that does not say whether it is done; {@link
   * CompletableFuture#toCompletableFuture} returns one that does, and of any other the very object.
   */
  static @Nullable CompletableFuture<?> done(CompletionStage<?> stage) {
    if (stage instanceof CompletableFuture<?> future) {
      CompletableFuture<?> known = future.toCompletableFuture();
      return known.isDone() ? known : null;
    }
    return null;
  }

  /**
   * The outcome of a future that is done, as a future on a loop would have it.
   *
   * @throws Throwable what it failed with, unwrapped; {@link CancelledError} if it was cancelled
   */
  static @Nullable Object outcome(CompletableFuture<?> done) throws Throwable {
    try {
      return done.join();
    } catch (CancellationException | CompletionException e) {
      Throwable failure = unwrap(e);
      if (failure == null || failure instanceof CancellationException) {
        throw new CancelledError();
      }
      throw failure;
    }
  }

  private static <T extends @Nullable Object> void settle(
      Future<T> future, T value, @Nullable Throwable failure) {
    if (future.isDone()) {
      return;
    }
    Throwable cause = unwrap(failure);
    if (cause == null) {
      future.setResult(value);
    } else if (cause instanceof CancellationException) {
      future.cancelFor(CancelOrigin.of(future.loop, null, "CompletionStage"));
    } else {
      future.setException(cause);
    }
  }

  /** What a stage failed with is wrapped once it has passed through a dependent stage. */
  private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    Throwable current = failure;
    while (current instanceof CompletionException && current.getCause() != null) {
      current = current.getCause();
    }
    return current;
  }

  private static void cancel(CompletionStage<?> stage) {
    try {
      if (stage instanceof java.util.concurrent.Future<?> cancellable) {
        cancellable.cancel(true);
      } else {
        stage.toCompletableFuture().cancel(true);
      }
    } catch (UnsupportedOperationException e) {
      // A stage may refuse both, as CompletableFuture.minimalCompletionStage() does: then it is its
      // maker's alone to cancel.
      return;
    }
  }

  /** A stage with the outcome of {@code source}; cancelling it, by any thread, cancels that. */
  static <T extends @Nullable Object> CompletableFuture<T> toStage(Future<T> source) {
    CompletableFuture<T> stage = new LoopStage<>(source.loop);
    chain(source, stage);
    return stage;
  }

  /**
   * Gives {@code target} the outcome of {@code source}, and {@code source} a cancellation of {@code
   * target} by any thread.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The action does not fail.
  static <T extends @Nullable Object> void chain(Future<T> source, CompletableFuture<T> target) {
    target.whenComplete(
        (value, failure) -> {
          if (target.isCancelled()) {
            onLoop(
                source.loop,
                () -> source.cancelFor(CancelOrigin.of(source.loop, null, "CompletableFuture")));
          }
        });
    source.addDoneCallback(
        done -> {
          source.loop.chained.remove(target);
          settle(target, done);
        });
    source.loop.chained.put(target, source);
  }

  /**
   * Tells those who wait outside for futures of a loop that closes, whose callbacks will not run
   * any more. asyncio leaves them to wait for ever.
   */
  static void settleAll(EventLoop loop) {
    Map<CompletableFuture<?>, Future<?>> chained = Map.copyOf(loop.chained);
    loop.chained.clear();
    chained.forEach(
        (target, source) -> {
          if (source.isDone()) {
            settle(Unchecked.<CompletableFuture<Object>>cast(target), Unchecked.cast(source));
          } else {
            target.completeExceptionally(EventLoop.closed());
          }
        });
  }

  private static <T extends @Nullable Object> void settle(
      CompletableFuture<T> target, Future<T> done) {
    if (done.isCancelled()) {
      target.cancel(false);
    } else if (done.state == Future.FAILED) {
      target.completeExceptionally(done.takeFailure());
    } else {
      target.complete(done.result());
    }
  }

  /**
   * Runs an action on the loop's thread: at once if this is it, else soon, or never if the loop is
   * closed.
   */
  static void onLoop(EventLoop loop, Runnable action) {
    if (loop.isOnOwnThread()) {
      action.run();
    } else {
      loop.post(new Handle(action, IdentityMap.EMPTY));
    }
  }
}
