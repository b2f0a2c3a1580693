/** Servers and clients on streams. Each takes its arguments from the command line. */
@NullMarked
package org.asyncio4j.samples.net;

import org.jspecify.annotations.NullMarked;
