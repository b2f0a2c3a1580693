/** Turns methods into coroutines with awaits at random places. */
@NullMarked
package org.asyncio4j.torture.inject;

import org.jspecify.annotations.NullMarked;
