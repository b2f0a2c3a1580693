package org.asyncio4j.compiler;

import org.jspecify.annotations.Nullable;

/**
 * Something the compiler has to say about one method of a class.
 *
 * @param severity whether the method was refused
 * @param className the binary name of the class, such as {@code com.acme.Hello$Inner}
 * @param method the method's name
 * @param sourceFile the simple name of the source file, or null if the class file does not tell
 * @param line the source line, from 1, or -1 if the class file does not tell
 * @param message what was found, and what to do instead
 */
public record Diagnostic(
    Severity severity,
    String className,
    String method,
    @Nullable String sourceFile,
    int line,
    String message) {

  /**
   * Returns the diagnostic as javac would print it: {@code Hello.java:12: error: Hello.main: …}.
   */
  @Override
  public String toString() {
    return in(sourceFile != null ? sourceFile : className);
  }

  /**
   * Returns the diagnostic like {@link #toString()}, with another name for the source file.
   *
   * @param file the name, such as its whole path
   */
  public String in(String file) {
    String simpleClassName = className.substring(className.lastIndexOf('.') + 1);
    return (line > 0 ? file + ":" + line : file)
        + ": "
        + severity.label()
        + ": "
        + simpleClassName
        + "."
        + method
        + ": "
        + message;
  }
}
