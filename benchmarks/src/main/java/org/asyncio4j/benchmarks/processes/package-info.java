/** The processes of a comparison: what they run on, and how they are talked to. */
@NullMarked
package org.asyncio4j.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
