/** What loops on Netty have beyond the others. */
@NullMarked
package org.asyncio4j.integration.netty;

import org.jspecify.annotations.NullMarked;
