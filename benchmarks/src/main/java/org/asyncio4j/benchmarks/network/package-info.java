/** Runs all echo servers in processes that take turns with one client, and makes tables of it. */
@NullMarked
package org.asyncio4j.benchmarks.network;

import org.jspecify.annotations.NullMarked;
