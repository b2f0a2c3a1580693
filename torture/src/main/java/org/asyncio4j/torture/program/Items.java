package org.asyncio4j.torture.program;

import java.util.Iterator;
import java.util.List;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.AsyncIterator;
import org.asyncio4j.Coroutine;

/** Items to go through: each is awaited, or in the plain twin just taken. */
public final class Items implements AsyncIterable<String>, Iterable<String> {
  private final AwaitSource source;
  private final List<String> items;

  Items(AwaitSource source, List<String> items) {
    this.source = source;
    this.items = items;
  }

  @Override
  @SuppressWarnings("unchecked") // coroutines that return items, or fail
  public AsyncIterator<String> aiter() {
    Iterator<String> remaining = items.iterator();
    return () ->
        (Coroutine<String>)
            (Coroutine<?>)
                (remaining.hasNext() ? source.step(remaining.next(), null) : source.end());
  }

  @Override
  public Iterator<String> iterator() {
    Iterator<String> remaining = items.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return remaining.hasNext();
      }

      @Override
      public String next() {
        return source.value(remaining.next());
      }
    };
  }
}
