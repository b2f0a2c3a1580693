package org.asyncio4j.torture.inject;

import java.util.List;

/**
 * A class with coroutine copies of its methods.
 *
 * @param bytes its class file
 * @param copies name and descriptor of each copy
 * @param awaits how many awaits the copies have together
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, never compared
public record InjectedClass(byte[] bytes, List<String> copies, int awaits) {}
