/** What a debugger sees of compiled coroutines. */
@NullMarked
package org.asyncio4j.integration.debugging;

import org.jspecify.annotations.NullMarked;
