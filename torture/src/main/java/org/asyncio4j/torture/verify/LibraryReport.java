package org.asyncio4j.torture.verify;

import java.util.ArrayList;
import java.util.List;

/** What came of one library: counts, and everything that went wrong. */
public final class LibraryReport {
  /** So much of an exception as shows what it is about: a verify error prints the whole method. */
  private static final int LINES = 30;

  private final String library;
  private final List<String> failures = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  int classes;
  int linkable;
  int compiled;
  int methods;
  int awaits;

  LibraryReport(String library) {
    this.library = library;
  }

  void refuse(List<String> messages) {
    refusals.addAll(messages);
  }

  void fail(String subject, String what) {
    failures.add(subject + ": " + what);
  }

  void fail(String subject, Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    for (StackTraceElement frame : failure.getStackTrace()) {
      text.append("\n    at ").append(frame);
    }
    fail(subject, String.join("\n", text.toString().lines().limit(LINES).toList()));
  }

  /** How many methods were compiled and linked. */
  public int methods() {
    return methods - refusals.size();
  }

  /** What went wrong, each with the class it went wrong with. */
  public List<String> failures() {
    return failures;
  }

  /** The compiler's reasons for the methods that it refused. */
  public List<String> refusals() {
    return refusals;
  }

  /** {@return one row of a table} */
  @Override
  public String toString() {
    return String.format(
        "| %s | %d | %d | %d | %d | %d | %d | %d |",
        library, classes, linkable, compiled, methods(), awaits, refusals.size(), failures.size());
  }
}
