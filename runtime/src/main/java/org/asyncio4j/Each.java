package org.asyncio4j;

import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loop over {@link Asyncio#each}. Compiled code awaits {@link #advance()} where the loop as it
 * stands in the source calls {@link #hasNext()}.
 */
final class Each implements Iterator<@Nullable Object> {
  private final AsyncIterator<?> items;
  private @Nullable Object item;

  /** The step over a generator: nobody else knows it, so that one does for all items. */
  private @Nullable GeneratorSend<Boolean> step;

  Each(AsyncIterable<?> iterable) {
    Objects.requireNonNull(iterable, "each(null): an AsyncIterable is required");
    items =
        Objects.requireNonNull(
            iterable.aiter(), () -> iterable.getClass().getName() + ".aiter() returned null");
  }

  /** {@return a coroutine that fetches the next item, and returns whether there is one} */
  Coroutine<Boolean> advance() {
    if (items instanceof AsyncGenerator<?> generator) {
      GeneratorSend<Boolean> again = step;
      if (again != null) {
        again.renew();
        return again;
      }
      generator.state.track(generator);
      again = new GeneratorSend<>(generator, this);
      step = again;
      return again;
    }
    return new Advance();
  }

  /** Notes the item that {@link #next()} is to return. */
  Boolean take(@Nullable Object fetched) {
    item = fetched;
    return true;
  }

  @Override
  public boolean hasNext() {
    throw new UnsupportedOperationException("hasNext() cannot suspend: await advance()");
  }

  /** {@return the item that was fetched, which is not kept} */
  @Override
  @SuppressWarnings("IteratorNotThrowing") // Compiled code calls it once after each advance.
  public @Nullable Object next() {
    Object fetched = item;
    item = null;
    return fetched;
  }

  /** A step over anything but a generator. */
  private final class Advance extends Coroutine<Boolean> {
    private boolean begun;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      try {
        if (failure != null) {
          throw failure;
        }
        Object fetched = value;
        if (!begun) {
          begun = true;
          fetched = await(items.anext());
          if (fetched == SUSPENDED) {
            return SUSPENDED;
          }
        }
        return take(fetched);
      } catch (StopAsyncIteration e) {
        return false;
      }
    }

    @Override
    protected String qualifiedName() {
      return items.getClass().getName() + ".anext";
    }
  }
}
