/**
 * What diagnostics say, in words, for all that report them: the compiler, and whoever looks at
 * sources.
 */
@NullMarked
package org.asyncio4j.compiler.text;

import org.jspecify.annotations.NullMarked;
