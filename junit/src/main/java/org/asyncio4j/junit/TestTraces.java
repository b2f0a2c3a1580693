package org.asyncio4j.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Task;
import org.asyncio4j.junit.codegen.CompiledTest;
import org.jspecify.annotations.Nullable;

/** Makes the trace of a failed test read as if JUnit had called its body. */
final class TestTraces {
  private static final String RUNTIME = EventLoop.class.getPackageName();

  private TestTraces() {}

  /**
   * Takes out the frames between a test's body and JUnit: those of the loop, of this extension, and
   * of the method that JUnit called, whose body is above them.
   */
  static void trim(@Nullable Throwable failure) {
    if (failure == null) {
      return;
    }
    List<StackTraceElement> trace = Arrays.asList(failure.getStackTrace());
    int call = -1;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.get(i).getClassName().equals(CompiledTest.class.getName())) {
        call = i;
      }
    }
    if (call < 0) {
      return;
    }
    int first = call;
    while (first > 0 && isOurs(trace.get(first - 1))) {
      first--;
    }
    List<StackTraceElement> frames = new ArrayList<>(trace.subList(0, first));
    frames.addAll(trace.subList(Math.min(call + 2, trace.size()), trace.size()));
    failure.setStackTrace(frames.toArray(new StackTraceElement[0]));
  }

  /** Gives a failure that this extension makes the frames of the test's body instead of its own. */
  static void replace(Throwable failure, List<StackTraceElement> body) {
    trim(failure);
    List<StackTraceElement> frames = new ArrayList<>(body);
    frames.addAll(Arrays.asList(failure.getStackTrace()));
    failure.setStackTrace(frames.toArray(new StackTraceElement[0]));
  }

  /**
   * The frames of a running coroutine's stack that are neither the runtime's nor below its task.
   */
  static List<StackTraceElement> userFrames(StackTraceElement[] stack) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.equals(Task.class.getName())) {
        break;
      }
      String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
      if (!packageName.equals(RUNTIME)
          && !packageName.equals(RUNTIME + ".codegen")
          && !name.endsWith("$Coroutine")) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /** A frame without the names of loader and module. */
  static StackTraceElement plain(StackTraceElement frame) {
    return new StackTraceElement(
        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
  }

  private static boolean isOurs(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.equals(BodyRun.class.getName())
        || name.equals(TestLoop.class.getName())
        || name.equals(TimeLimit.class.getName())
        || name.equals(EventLoop.class.getName());
  }

  @SuppressWarnings("unchecked") // That is the trick.
  static <X extends Throwable> X unchecked(Throwable failure) throws X {
    throw (X) failure;
  }
}
