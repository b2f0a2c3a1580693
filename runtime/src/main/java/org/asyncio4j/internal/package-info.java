/**
 * Data structures of the event loop's kernel. They know none of the public types and are not
 * exported.
 */
@NullMarked
package org.asyncio4j.internal;

import org.jspecify.annotations.NullMarked;
