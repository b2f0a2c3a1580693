/** What each server of the network's comparison has to implement, and the process it runs in. */
@NullMarked
package org.asyncio4j.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
