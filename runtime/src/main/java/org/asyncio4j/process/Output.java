package org.asyncio4j.process;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Subprocess#communicate()} has read.
 *
 * @param stdout all that came from standard output; null if that is no pipe
 * @param stderr all that came from standard error; null if that is no pipe
 */
@SuppressWarnings("ArrayRecordComponent") // The arrays are handed over, not compared.
public record Output(byte @Nullable [] stdout, byte @Nullable [] stderr) {}
