package org.asyncio4j;

import java.util.NoSuchElementException;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * A variable whose value belongs to the current {@link Context}: what a {@link ThreadLocal} is to
 * threads, this is to tasks. Make one for each purpose, in a {@code static final} field.
 *
 * <p>May be used from any thread; each sees the context that it runs in. Mirrors {@code
 * contextvars.ContextVar}.
 *
 * @param <T> the type of its values
 */
public final class ContextVar<T extends @Nullable Object> {
  /** No value, null being one. */
  static final Object MISSING = new Object();

  private final String name;
  private final @Nullable Object defaultValue;

  /** For {@link IdentityMap#get(Object, int, Object)}. */
  private final int hash = System.identityHashCode(this);

  /**
   * Makes a variable without a default.
   *
   * @param name what messages call it
   */
  public ContextVar(String name) {
    this.name = name;
    this.defaultValue = MISSING;
  }

  /**
   * Makes a variable with a default.
   *
   * @param name what messages call it
   * @param defaultValue its value in contexts where it was never set
   */
  public ContextVar(String name, T defaultValue) {
    this.name = name;
    this.defaultValue = defaultValue;
  }

  /** {@return the name} */
  public String name() {
    return name;
  }

  /**
   * {@return the value in the current context, or the default}
   *
   * @throws NoSuchElementException if it was never set there and has no default; Python's {@code
   *     LookupError}
   */
  public T get() {
    Object value = Context.valuesOf(Context.current()).get(this, hash, defaultValue);
    if (value == MISSING) {
      throw new NoSuchElementException(toString());
    }
    return Unchecked.cast(value);
  }

  /**
   * {@return the value in the current context, or {@code fallback} if it was never set there; the
   * variable's own default does not count}
   *
   * @param fallback the value to return instead
   */
  public T get(T fallback) {
    return Unchecked.cast(Context.valuesOf(Context.current()).get(this, hash, fallback));
  }

  /**
   * Sets the value in the current context.
   *
   * @param value the new value
   * @return what {@link #reset} takes to undo this
   */
  public Token<T> set(T value) {
    Context context = Context.currentMutable();
    Token<T> token = new Token<>(context, this, context.values.get(this, MISSING));
    context.values = context.values.with(this, value);
    return token;
  }

  /**
   * Undoes a {@link #set}: the variable has the value from before again, or none.
   *
   * @param token what {@code set} returned
   * @throws IllegalStateException if the token was used before
   * @throws IllegalArgumentException if the token is that of another variable, or was made in
   *     another context
   */
  public void reset(Token<T> token) {
    Context context = Context.currentMutable();
    token.use(context, this);
    context.values =
        token.oldValue == MISSING
            ? context.values.without(this)
            : context.values.with(this, token.oldValue);
  }

  /** {@return {@code <ContextVar name='user' default=nobody at 0x1b2c3d4e>}} */
  @Override
  public String toString() {
    String description = defaultValue == MISSING ? "" : " default=" + defaultValue;
    return String.format(
        "<ContextVar name='%s'%s at 0x%08x>", name, description, System.identityHashCode(this));
  }
}
