package org.asyncio4j;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** How a loop tells of failures that nobody handles. */
final class FailureReports {
  private FailureReports() {}

  static void report(EventLoop loop, @Nullable ExceptionHandler handler, ExceptionContext failure) {
    if (handler == null) {
      print(failure);
      return;
    }
    Object own = contextOf(failure);
    Object outer = loop.enterContext(own == null ? loop.context : own);
    try {
      handler.handle(loop, failure);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      print(new ExceptionContext("Unhandled error in exception handler", t));
    } finally {
      loop.leaveContext(outer);
    }
  }

  private static @Nullable Object contextOf(ExceptionContext failure) {
    if (failure.future() instanceof Task<?> task) {
      return task.getContext();
    }
    Handle handle = failure.handle();
    return handle == null ? null : handle.getContext();
  }

  /** Prints in one piece, so that what other threads print does not come between. */
  static void print(ExceptionContext failure) {
    String text;
    try {
      text = describe(failure);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      // Somebody's toString() or getMessage() failed; what it threw may do no better.
      text = "Exception in default exception handler: " + t.getClass().getName();
    }
    print(text.stripTrailing());
  }

  /** Prints a report of one or several lines. */
  static void print(String text) {
    System.err.print(text + System.lineSeparator());
    System.err.flush();
  }

  private static String describe(ExceptionContext failure) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(failure.message());
    if (failure.future() != null) {
      out.println("future: " + failure.future());
    }
    if (failure.handle() != null) {
      out.println("handle: " + failure.handle());
    }
    if (failure.exception() != null) {
      failure.exception().printStackTrace(out);
    }
    return text.toString();
  }
}
