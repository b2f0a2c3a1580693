/**
 * What compiled coroutines call. Exported because compiled code lives in its users' packages; not
 * API: names and signatures may change with any release, together with the compiler.
 */
@NullMarked
package org.asyncio4j.codegen;

import org.jspecify.annotations.NullMarked;
