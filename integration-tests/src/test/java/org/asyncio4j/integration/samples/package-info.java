/** Each sample program, enabled in each of the three ways, in a JVM of its own. */
@NullMarked
package org.asyncio4j.integration.samples;

import org.jspecify.annotations.NullMarked;
