/**
 * Finds code that compiles but probably does not do what its author meant; refuses nothing and
 * changes nothing.
 */
@NullMarked
package org.asyncio4j.compiler.lint;

import org.jspecify.annotations.NullMarked;
