package org.asyncio4j.compiler.analysis;

/** A method that cannot be compiled: where, what was found and what to do instead. */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;

  /**
   * Creates a refusal.
   *
   * @param line the source line at fault, -1 when unknown
   * @param message what was found and what to do instead
   */
  public Refusal(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  public int line() {
    return line;
  }

  /** What was found and what to do instead. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
