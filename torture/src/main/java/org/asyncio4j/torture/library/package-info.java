/** Libraries, loaders for their classes, and the compiler kept apart from both. */
@NullMarked
package org.asyncio4j.torture.library;

import org.jspecify.annotations.NullMarked;
