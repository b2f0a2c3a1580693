/**
 * Event loops that run on Netty, as uvloop's run on libuv: {@link org.asyncio4j.netty.Netty} makes
 * them.
 */
@NullMarked
package org.asyncio4j.netty;

import org.jspecify.annotations.NullMarked;
