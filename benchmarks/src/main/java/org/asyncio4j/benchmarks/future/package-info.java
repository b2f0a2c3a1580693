/** The cases as chains of CompletableFuture, written by hand, on an executor of one thread. */
@NullMarked
package org.asyncio4j.benchmarks.future;

import org.jspecify.annotations.NullMarked;
