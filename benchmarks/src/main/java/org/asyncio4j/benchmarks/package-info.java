/** What the compiler costs, and what the code costs that it makes. */
@NullMarked
package org.asyncio4j.benchmarks;

import org.jspecify.annotations.NullMarked;
