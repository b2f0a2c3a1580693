/**
 * First programs in asyncio4j, each of which asyncio's own documentation opens with or builds on.
 */
@NullMarked
package org.asyncio4j.samples;

import org.jspecify.annotations.NullMarked;
