/**
 * What could be reached at best: state machines as the compiler should write them, on a bare loop
 * without contexts, cancellation, debug checks or a selector.
 */
@NullMarked
package org.asyncio4j.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
