package org.asyncio4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** What is printed to {@link System#err} while something runs. */
final class StandardError {
  private StandardError() {}

  static List<String> linesOf(Runnable action) {
    return linesOf(action, text -> {});
  }

  /** Calls {@code listener}, on the thread that prints, with each text that is printed. */
  static List<String> linesOf(Runnable action, Consumer<String> listener) {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(
        new PrintStream(printed, true, UTF_8) {
          @Override
          public void print(String text) {
            super.print(text);
            listener.accept(text);
          }
        });
    try {
      action.run();
    } finally {
      System.setErr(err);
    }
    return printed.toString(UTF_8).lines().toList();
  }
}
