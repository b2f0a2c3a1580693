/**
 * Streams, servers, transports and protocols. Mirrors what {@code asyncio} has in its modules
 * {@code streams}, {@code transports} and {@code protocols}.
 *
 * <p>Failures of the network are {@link java.io.IOException}s of the JDK: {@link
 * java.net.ConnectException} where a connection is refused, {@link java.net.UnknownHostException},
 * {@link java.net.BindException}, and {@link java.net.SocketException} for all that befalls a
 * connection later: "Connection reset", "Broken pipe", "Connection lost".
 */
@NullMarked
package org.asyncio4j.net;

import org.jspecify.annotations.NullMarked;
