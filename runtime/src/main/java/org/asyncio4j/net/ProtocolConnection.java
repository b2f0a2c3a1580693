package org.asyncio4j.net;

/**
 * What {@link Networking#createConnection} returns.
 *
 * @param transport the connection
 * @param protocol who is told of what happens to it
 * @param <P> the protocol's type
 */
public record ProtocolConnection<P extends StreamingProtocol>(Transport transport, P protocol) {}
