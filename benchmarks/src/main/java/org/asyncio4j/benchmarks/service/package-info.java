/** A service under load for a long time: whether it retains anything. */
@NullMarked
package org.asyncio4j.benchmarks.service;

import org.jspecify.annotations.NullMarked;
