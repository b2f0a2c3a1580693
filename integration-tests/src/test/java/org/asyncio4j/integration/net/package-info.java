/** Streams, transports and servers, over real sockets on the loopback interface. */
@NullMarked
package org.asyncio4j.integration.net;

import org.jspecify.annotations.NullMarked;
