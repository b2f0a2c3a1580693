/** The annotation processor over the sources of this project. */
@NullMarked
package org.asyncio4j.integration.processor;

import org.jspecify.annotations.NullMarked;
