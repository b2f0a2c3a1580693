/** Runs all rivals on all cases, in JVMs of their own that take turns, and makes tables of it. */
@NullMarked
package org.asyncio4j.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
