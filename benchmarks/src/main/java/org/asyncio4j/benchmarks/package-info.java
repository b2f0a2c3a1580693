/** The command line of the benchmarks. */
@NullMarked
package org.asyncio4j.benchmarks;

import org.jspecify.annotations.NullMarked;
