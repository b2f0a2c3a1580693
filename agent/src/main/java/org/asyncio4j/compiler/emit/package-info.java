/** The code that is written: the body, the coroutine class and the method that makes it. */
@NullMarked
package org.asyncio4j.compiler.emit;

import org.jspecify.annotations.NullMarked;
