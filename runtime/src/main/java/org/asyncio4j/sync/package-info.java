/**
 * What tasks of one loop coordinate themselves with: locks, events, conditions, semaphores,
 * barriers, queues. Mirrors asyncio's synchronisation primitives and queues.
 *
 * <p>None of them is thread-safe: each is for the tasks of one event loop. It binds itself to the
 * loop in which it first makes somebody wait; to wait for it in another loop is an {@link
 * IllegalStateException}, "is bound to a different event loop".
 */
@NullMarked
package org.asyncio4j.sync;

import org.jspecify.annotations.NullMarked;
