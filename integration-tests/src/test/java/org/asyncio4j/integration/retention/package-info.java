/** What a suspended coroutine keeps alive, and what long chains and loops of awaits cost. */
@NullMarked
package org.asyncio4j.integration.retention;

import org.jspecify.annotations.NullMarked;
