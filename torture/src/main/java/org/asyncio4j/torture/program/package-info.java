/** Random programs, run as coroutines and as plain methods. */
@NullMarked
package org.asyncio4j.torture.program;

import org.jspecify.annotations.NullMarked;
