package org.asyncio4j;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#toThread}. */
final class ToThread<T extends @Nullable Object> extends Coroutine<T> {
  /** Null once handed to a thread. */
  private @Nullable Callable<? extends T> body;

  ToThread(Callable<? extends T> body) {
    this.body = body;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    Callable<? extends T> unbegun = body;
    if (unbegun == null) {
      return value;
    }
    body = null;
    Context context = Asyncio.copyContext();
    EventLoop loop = EventLoop.running();
    CarriedThreadLocals carried = loop.carried;
    Callable<T> inContext =
        carried == null
            ? () -> context.<T, Exception>run(unbegun::call)
            : () -> carried.call(context, unbegun::call);
    return await(loop.runInExecutor(null, inContext));
  }

  @Override
  protected String qualifiedName() {
    return "toThread";
  }
}
