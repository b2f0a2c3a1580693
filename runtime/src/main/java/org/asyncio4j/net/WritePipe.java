package org.asyncio4j.net;

/**
 * What {@link Networking#connectWritePipe} returns.
 *
 * @param transport the end of the pipe that is written to
 * @param protocol who is told of what happens to it
 * @param <P> the protocol's type
 */
public record WritePipe<P extends StreamingProtocol>(WriteTransport transport, P protocol) {}
