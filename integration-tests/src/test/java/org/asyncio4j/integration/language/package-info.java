/** Generators, loops over them, awaited resources, tail calls, and a main that runs itself. */
@NullMarked
package org.asyncio4j.integration.language;

import org.jspecify.annotations.NullMarked;
