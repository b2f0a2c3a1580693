package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** Values whose type only their holder knows. */
final class Unchecked {
  private Unchecked() {}

  /** Takes the caller's word for the type, and for null being one of its values if it is one. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }
}
