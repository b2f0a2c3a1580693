/** Processes and their pipes. */
@NullMarked
package org.asyncio4j.integration.process;

import org.jspecify.annotations.NullMarked;
