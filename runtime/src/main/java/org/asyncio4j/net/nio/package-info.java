/** How the default loop makes transports: of the JDK's channels. Not exported. */
@NullMarked
package org.asyncio4j.net.nio;

import org.jspecify.annotations.NullMarked;
