package org.asyncio4j;

/**
 * A frame of a {@link FutureCallGraph}. Mirrors {@code asyncio.FrameCallGraphEntry}.
 *
 * @param frame where a coroutine is suspended, or a method runs
 */
public record FrameCallGraphEntry(StackTraceElement frame) {}
