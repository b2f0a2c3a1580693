/**
 * What is known of one method before code is written: returns, types, control flow, liveness,
 * loops.
 */
@NullMarked
package org.asyncio4j.compiler.analysis;

import org.jspecify.annotations.NullMarked;
