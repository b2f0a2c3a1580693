package org.asyncio4j.netty;

import java.util.Objects;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/** Carries the outcomes of Netty's futures over to ours. */
final class NettyFutures {
  private NettyFutures() {}

  static <T extends @Nullable Object> Future<T> bridge(
      EventLoop loop, io.netty.util.concurrent.Future<? extends T> source) {
    Future<T> target = loop.createFuture();
    target.addDoneCallback(
        done -> {
          if (done.isCancelled()) {
            source.cancel(false);
          }
        });
    if (source.isDone()) {
      settle(source, target);
    } else {
      source.addListener(done -> hand(loop, source, target));
    }
    return target;
  }

  private static <T extends @Nullable Object> void hand(
      EventLoop loop, io.netty.util.concurrent.Future<? extends T> source, Future<T> target) {
    try {
      loop.callSoonThreadsafe(() -> settle(source, target));
    } catch (IllegalStateException e) {
      if (!loop.isClosed()) {
        throw e;
      }
    }
  }

  @SuppressWarnings("NullAway") // Null only where T may be.
  private static <T extends @Nullable Object> void settle(
      io.netty.util.concurrent.Future<? extends T> source, Future<T> target) {
    if (target.isDone()) {
      return;
    }
    if (source.isCancelled()) {
      target.cancel();
    } else if (source.isSuccess()) {
      target.setResult(source.getNow());
    } else {
      target.setException(Objects.requireNonNull(source.cause()));
    }
  }
}
