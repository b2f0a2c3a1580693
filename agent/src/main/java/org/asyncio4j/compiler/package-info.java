/**
 * The compiler of async methods: class bytes in, class bytes, companion classes and diagnostics
 * out.
 */
@NullMarked
package org.asyncio4j.compiler;

import org.jspecify.annotations.NullMarked;
