package org.asyncio4j.compiler;

/** Thrown when bytes are no class file, or one newer than the compiler can read. */
public final class InvalidClassFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message what is wrong with the bytes
   */
  public InvalidClassFileException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong with the bytes
   * @param cause what the parser stumbled over
   */
  public InvalidClassFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
