/** The names by which the compiler knows the runtime. */
@NullMarked
package org.asyncio4j.compiler.names;

import org.jspecify.annotations.NullMarked;
