package org.asyncio4j.net;

/**
 * What {@link Networking#createDatagramEndpoint} returns.
 *
 * @param transport the socket
 * @param protocol who is told of what happens to it
 * @param <P> the protocol's type
 */
public record DatagramEndpoint<P extends DatagramProtocol>(
    DatagramTransport transport, P protocol) {}
