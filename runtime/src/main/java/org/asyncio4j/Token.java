package org.asyncio4j;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ContextVar#set} returns and {@link ContextVar#reset} takes: the variable's value from
 * before. Good for one use, in the context where it was made. Mirrors {@code contextvars.Token},
 * which is a context manager as this is a resource:
 *
 * <pre>{@code
 * try (Token<String> ignored = user.set("alice")) {
 *   ...
 * }
 * }</pre>
 *
 * @param <T> the type of the variable's values
 */
public final class Token<T extends @Nullable Object> implements AutoCloseable {
  private final Context context;
  private final ContextVar<T> variable;
  final @Nullable Object oldValue;
  private boolean used;

  Token(Context context, ContextVar<T> variable, @Nullable Object oldValue) {
    this.context = context;
    this.variable = variable;
    this.oldValue = oldValue;
  }

  /** {@return the variable that was set} */
  public ContextVar<T> var() {
    return variable;
  }

  /** {@return the variable's value before it was set; empty if it had none, or null} */
  @SuppressWarnings("unchecked")
  public Optional<T> oldValue() {
    return oldValue == ContextVar.MISSING ? Optional.empty() : Optional.ofNullable((T) oldValue);
  }

  /**
   * Undoes the set: {@link ContextVar#reset} with this token.
   *
   * @throws IllegalStateException if the token was used before
   * @throws IllegalArgumentException if it was made in another context
   */
  @Override
  public void close() {
    variable.reset(this);
  }

  void use(Context current, ContextVar<?> reset) {
    if (used) {
      throw new IllegalStateException(this + " has already been used once");
    }
    if (reset != variable) {
      throw new IllegalArgumentException(this + " was created by a different ContextVar");
    }
    if (current != context) {
      throw new IllegalArgumentException(this + " was created in a different Context");
    }
    used = true;
  }

  /**
   * {@return {@code <Token var=<ContextVar name='user' at 0x1b2c3d4e> at 0x5d2e1a00>}, with {@code
   * used} in it once it was}
   */
  @Override
  public String toString() {
    return String.format(
        "<Token%s var=%s at 0x%08x>", used ? " used" : "", variable, System.identityHashCode(this));
  }
}
