/** Stack traces: they read as if every await were an ordinary call. */
@NullMarked
package org.asyncio4j.integration.traces;

import org.jspecify.annotations.NullMarked;
