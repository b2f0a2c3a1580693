/** Compiles whole libraries and lets the JVM verify them. */
@NullMarked
package org.asyncio4j.torture.verify;

import org.jspecify.annotations.NullMarked;
