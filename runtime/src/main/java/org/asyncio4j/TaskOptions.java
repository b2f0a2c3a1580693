package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link Task} is to be made. Mirrors the keyword arguments of {@code asyncio.create_task}
 * and {@code asyncio.Task}.
 *
 * @param name its name; null for {@code Task-1} and so on
 * @param context what it runs in; null for a copy of the current one
 * @param eagerStart whether it takes its first step at once, within {@code createTask}; null to
 *     leave that to the loop's {@link TaskFactory}, whose default is the next turn of the loop
 */
public record TaskOptions(
    @Nullable String name, @Nullable Context context, @Nullable Boolean eagerStart) {
  /** No wishes. */
  public static final TaskOptions DEFAULT = builder().build();

  /** {@return a builder, which has no wishes yet} */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets options by their names. */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable Context context;
    private @Nullable Boolean eagerStart;

    private Builder() {}

    /**
     * Sets the name.
     *
     * @param name the task's name
     * @return this builder
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Sets the context.
     *
     * @param context what the task runs in, not in a copy of the current one
     * @return this builder
     */
    public Builder context(Context context) {
      this.context = context;
      return this;
    }

    /**
     * Sets when the first step is taken.
     *
     * @param eagerStart true for at once, within {@code createTask}; false for the next turn of the
     *     loop
     * @return this builder
     */
    public Builder eagerStart(boolean eagerStart) {
      this.eagerStart = eagerStart;
      return this;
    }

    /** {@return the options} */
    public TaskOptions build() {
      return new TaskOptions(name, context, eagerStart);
    }
  }
}
