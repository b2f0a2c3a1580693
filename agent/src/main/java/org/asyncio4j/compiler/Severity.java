package org.asyncio4j.compiler;

import java.util.Locale;

/** How grave a {@link Diagnostic} is. */
public enum Severity {
  /** The method was refused: a build fails, and under the agent a call of the method does. */
  ERROR,

  /** The method was compiled, but probably does not do what its author meant. */
  WARNING;

  /** Returns the name as it stands in a printed diagnostic, such as {@code error}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
