package org.asyncio4j;

import java.util.Objects;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was handed to an {@link EventLoop} by {@link EventLoop#callSoon}, and the means
 * to cancel it.
 *
 * <p>Confined to the loop's thread. Mirrors {@code asyncio.Handle}.
 */
public sealed class Handle permits TimerHandle, DoneCallback {
  /** A Runnable, or what a subclass calls. Null once cancelled, so that nothing is retained. */
  @Nullable Object callback;

  /** What the callback runs in: see {@link Context#current()}. */
  private Object context;

  private boolean cancelled;

  Handle(Object callback, Object context) {
    this.callback = Objects.requireNonNull(callback, "a callback was expected, got null");
    this.context = context;
  }

  /** Cancels the callback: it will not run. Does nothing once it has run. */
  public void cancel() {
    cancelled = true;
    callback = null;
  }

  /** {@return whether {@link #cancel} was called} */
  public final boolean cancelled() {
    return cancelled;
  }

  /** {@return the context that the callback runs in} */
  public final Context getContext() {
    if (context instanceof Context full) {
      return full;
    }
    Context full = new Context((IdentityMap) context);
    context = full;
    return full;
  }

  /**
   * Runs the callback in its context, unless cancelled. What it throws goes to the loop's exception
   * handler.
   */
  final void run(EventLoop loop) {
    Object target = callback;
    if (target == null) {
      return;
    }
    loop.begin(this, context);
    try {
      call(target);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      loop.callExceptionHandler(
          new ExceptionContext(
              "Exception in callback " + Descriptions.ofCallback(target), t, null, this));
    }
  }

  void call(Object target) throws Throwable {
    ((Runnable) target).run();
  }

  /** {@return {@code <Handle Hello.<lambda>()>}, or {@code <Handle cancelled>}} */
  @Override
  public String toString() {
    return '<' + describe() + '>';
  }

  private String describe() {
    String info = kind() + (cancelled ? " cancelled" : "") + timing();
    return callback == null ? info : info + ' ' + Descriptions.ofCallback(callback);
  }

  String kind() {
    return "Handle";
  }

  String timing() {
    return "";
  }
}
