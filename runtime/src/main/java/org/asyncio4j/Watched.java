package org.asyncio4j;

import java.lang.ref.PhantomReference;
import org.jspecify.annotations.Nullable;

/**
 * What outlives an object that somebody watches, without keeping it; a member of a {@link
 * WatchList}.
 *
 * @param <T> what is watched
 * @param <W> the members of the list
 */
abstract class Watched<T, W extends Watched<T, W>> extends PhantomReference<T> {
  // Links of WatchList.
  @Nullable W previous;
  @Nullable W next;

  Watched(T object, WatchList<T, W> list) {
    super(object, list.collected);
  }
}
