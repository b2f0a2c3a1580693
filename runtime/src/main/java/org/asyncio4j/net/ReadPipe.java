package org.asyncio4j.net;

/**
 * What {@link Networking#connectReadPipe} returns.
 *
 * @param transport the end of the pipe that is read from
 * @param protocol who is told of what happens to it
 * @param <P> the protocol's type
 */
public record ReadPipe<P extends StreamingProtocol>(ReadTransport transport, P protocol) {}
