/** The same without anything asynchronous: what a loop, a call or an iterator costs by itself. */
@NullMarked
package org.asyncio4j.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
