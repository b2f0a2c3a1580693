package org.asyncio4j.compiler.lint;

/**
 * Something suspicious in one method.
 *
 * @param method the method's name
 * @param line the source line, -1 when unknown
 * @param message what was found and what to do instead
 */
public record Warning(String method, int line, String message) {}
