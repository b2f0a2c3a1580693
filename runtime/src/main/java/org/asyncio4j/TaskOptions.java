package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link Task} is to be made. Mirrors the keyword arguments of {@code asyncio.Task}.
 *
 * @param name its name; null for {@code Task-1} and so on
 * @param context what it runs in; null for a copy of the current one
 */
public record TaskOptions(@Nullable String name, @Nullable Context context) {
  /** Neither name nor context. */
  public static final TaskOptions DEFAULT = new TaskOptions(null, null);
}
