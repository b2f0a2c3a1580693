/**
 * The one client of all echo servers: a selector and as few copies as can be, in a process of its
 * own.
 */
@NullMarked
package org.asyncio4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
