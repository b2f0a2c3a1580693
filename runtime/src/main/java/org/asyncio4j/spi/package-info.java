/** What a module has to bring to be an event loop's engine. Exported to our own modules only. */
@NullMarked
package org.asyncio4j.spi;

import org.jspecify.annotations.NullMarked;
