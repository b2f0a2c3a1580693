package org.asyncio4j.net;

/**
 * What {@link Networking#getnameinfo} returns.
 *
 * @param host the name; the address as text if it has none
 * @param service the port's number: the JDK knows no names of services
 */
public record NameInfo(String host, String service) {}
