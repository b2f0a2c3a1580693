package org.asyncio4j.net;

/**
 * What {@link Streams#openConnection} returns.
 *
 * @param reader what comes from the peer
 * @param writer what goes to it
 */
public record Connection(StreamReader reader, StreamWriter writer) {}
