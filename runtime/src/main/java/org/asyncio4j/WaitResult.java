package org.asyncio4j;

import java.util.Set;

/**
 * What {@link Asyncio#wait} returns, in the order in which the futures were given.
 *
 * @param done those that are done
 * @param pending the others, neither cancelled nor waited for any more
 * @param <F> the futures
 */
public record WaitResult<F extends Future<?>>(Set<F> done, Set<F> pending) {}
