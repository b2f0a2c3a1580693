/** Netty without asyncio4j. */
@NullMarked
package org.asyncio4j.benchmarks.netty;

import org.jspecify.annotations.NullMarked;
