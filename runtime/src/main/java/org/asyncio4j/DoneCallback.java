package org.asyncio4j;

import java.util.function.Consumer;

/**
 * What {@link Future#addDoneCallback} registers: an entry of the ready queue from the moment when
 * its future is done.
 */
final class DoneCallback<T> extends Handle {
  private final Future<T> future;

  DoneCallback(Future<T> future, Consumer<? super Future<T>> callback, Object context) {
    super(callback, context);
    this.future = future;
  }

  boolean calls(Object function) {
    return function.equals(callback);
  }

  @Override
  @SuppressWarnings("unchecked")
  void call(Object target) {
    ((Consumer<? super Future<T>>) target).accept(future);
  }
}
