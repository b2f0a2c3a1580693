/** The cases on virtual threads, with the JDK's own queues. */
@NullMarked
package org.asyncio4j.benchmarks.threads;

import org.jspecify.annotations.NullMarked;
