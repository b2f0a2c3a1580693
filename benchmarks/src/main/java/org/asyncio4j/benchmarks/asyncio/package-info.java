/** The cases as a user of asyncio4j writes them. */
@NullMarked
package org.asyncio4j.benchmarks.asyncio;

import org.jspecify.annotations.NullMarked;
