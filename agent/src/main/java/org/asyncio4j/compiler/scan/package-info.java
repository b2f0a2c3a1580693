/**
 * What of a class is to be compiled: the quick look at its constant pool and the selection of its
 * methods.
 */
@NullMarked
package org.asyncio4j.compiler.scan;

import org.jspecify.annotations.NullMarked;
