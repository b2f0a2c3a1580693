/**
 * One JVM of a comparison: runs one case as one rival does it, round by round, when it is told to.
 */
@NullMarked
package org.asyncio4j.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
