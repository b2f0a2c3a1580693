/** Programs that print one line: what a JVM takes until then. */
@NullMarked
package org.asyncio4j.benchmarks.hello;

import org.jspecify.annotations.NullMarked;
