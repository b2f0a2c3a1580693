package org.asyncio4j.torture.library;

import java.util.List;
import java.util.Map;

/**
 * What the compiler made of a class.
 *
 * @param bytes the class
 * @param companions its coroutine classes by internal name
 * @param refusals the methods that it refused, with the reasons
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, never compared
public record Compilation(byte[] bytes, Map<String, byte[]> companions, List<String> refusals) {}
