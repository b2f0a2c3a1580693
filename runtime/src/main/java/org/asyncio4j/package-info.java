/**
 * Python's asyncio, spoken in Java: coroutines awaited with {@link org.asyncio4j.Asyncio#await},
 * tasks and futures on an {@link org.asyncio4j.EventLoop}. Start with {@link
 * org.asyncio4j.Asyncio}.
 */
@NullMarked
package org.asyncio4j;

import org.jspecify.annotations.NullMarked;
