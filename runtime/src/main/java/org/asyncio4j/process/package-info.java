/**
 * Processes, with pipes as streams. Mirrors {@code asyncio.subprocess}.
 *
 * <p>The JDK gives pipes that block: each that is read from, and one that is written to meanwhile,
 * has a daemon thread of a pool. The JDK itself has a small thread for each process that it waits
 * for. Beginning a process blocks the loop for the moment that it takes, as in asyncio.
 *
 * <p>A {@link org.asyncio4j.VirtualClock} does not wait for processes.
 */
@NullMarked
package org.asyncio4j.process;

import org.jspecify.annotations.NullMarked;
