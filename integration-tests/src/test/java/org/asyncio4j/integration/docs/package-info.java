/** The documentation does what it says. */
@NullMarked
package org.asyncio4j.integration.docs;

import org.jspecify.annotations.NullMarked;
