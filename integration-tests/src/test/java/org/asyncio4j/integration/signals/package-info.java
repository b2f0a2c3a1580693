/** Ctrl-C and its like: real signals to real processes. */
@NullMarked
package org.asyncio4j.integration.signals;

import org.jspecify.annotations.NullMarked;
