/**
 * Shapes of source code that the compiler must carry over an await: each runs with its awaits
 * finished beforehand, with its awaits suspending, and with each await in turn failing or being
 * cancelled.
 */
@NullMarked
package org.asyncio4j.integration.shapes;

import org.jspecify.annotations.NullMarked;
