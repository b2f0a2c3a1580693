/** Runs libraries' own tests over their compiled classes. */
@NullMarked
package org.asyncio4j.torture.suite;

import org.jspecify.annotations.NullMarked;
