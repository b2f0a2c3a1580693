/** Guards against gross regressions, by counts that no machine can falsify by being slow. */
@NullMarked
package org.asyncio4j.benchmarks;

import org.jspecify.annotations.NullMarked;
