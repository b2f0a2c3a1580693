/**
 * An annotation processor that reports, at their place in the source, the mistakes that the
 * compiler of async methods would refuse.
 */
@NullMarked
package org.asyncio4j.processor;

import org.jspecify.annotations.NullMarked;
