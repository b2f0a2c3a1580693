package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#await(Awaitable)} accepts: a {@link Coroutine}, or a {@link Future} and with
 * it a {@link Task}.
 *
 * <p>Mirrors {@code collections.abc.Awaitable}.
 *
 * @param <T> what awaiting it evaluates to
 */
public sealed interface Awaitable<T extends @Nullable Object> permits Coroutine, Future {}
