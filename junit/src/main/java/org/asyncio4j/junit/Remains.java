package org.asyncio4j.junit;

import java.util.List;
import org.asyncio4j.ExceptionContext;
import org.jspecify.annotations.Nullable;

/** What a test has left behind, as a failure. */
final class Remains {
  private Remains() {}

  /**
   * Makes the failure.
   *
   * @param name what the test is called
   * @param hint what else may be done about tasks; empty for nothing
   * @param tree the tasks that are left, as text; empty for none
   * @param tasks how many these are
   * @param unobserved failures that nobody looked at
   * @return the failure, or null if there is nothing to say
   */
  static @Nullable AssertionError failure(
      String name, String hint, String tree, int tasks, List<ExceptionContext> unobserved) {
    StringBuilder message = new StringBuilder();
    if (!tree.isEmpty()) {
      message
          .append(name)
          .append(tasks == 1 ? " left a task behind" : " left " + tasks + " tasks behind")
          .append("; await or cancel what it starts")
          .append(hint)
          .append('\n')
          .append(tree);
    }
    for (ExceptionContext failure : unobserved) {
      message
          .append(message.isEmpty() ? "" : "\n")
          .append(name)
          .append(" left a failure that nobody looked at: ")
          .append(failure.message());
      if (failure.future() != null) {
        message.append("\nfuture: ").append(failure.future());
      }
      if (failure.handle() != null) {
        message.append("\nhandle: ").append(failure.handle());
      }
      if (failure.exception() != null) {
        message.append('\n').append(failure.exception());
      }
    }
    if (message.isEmpty()) {
      return null;
    }
    AssertionError failure = new AssertionError(message.toString());
    for (ExceptionContext context : unobserved) {
      attach(failure, context.exception());
    }
    return failure;
  }

  /** The first becomes the cause, whose trace every report shows; the others are suppressed. */
  private static void attach(AssertionError failure, @Nullable Throwable exception) {
    if (exception == null) {
      return;
    }
    if (failure.getCause() == null) {
      failure.initCause(exception);
    } else {
      failure.addSuppressed(exception);
    }
  }
}
