/** How fast the compiler is, and what the agent costs those who have nothing for it to compile. */
@NullMarked
package org.asyncio4j.benchmarks.compiler;

import org.jspecify.annotations.NullMarked;
