package org.asyncio4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes stack traces read as if awaits were ordinary calls: the runtime's own frames go, and where
 * the stack ends in the loop, the frames of the suspended coroutines further up the chain are put
 * in, in front of the call that runs the loop.
 *
 * <p>Only traces change. The exception is always the very object that was thrown.
 */
final class Traces {
  /**
   * What the JVM records at most ({@code MaxJavaStackTraceDepth}); a chain a million deep is cut
   * likewise.
   */
  private static final int MAX_FRAMES = 1024;

  /** A cause has a cause has a cause: bounded, for the chain may be a circle. */
  private static final int MAX_CAUSES = 16;

  private static final String DRIVER = Driver.class.getName();
  private static final String SYNC = "org.asyncio4j.sync.";
  private static final String COMPILED = "org.asyncio4j.codegen.CompiledCoroutine";

  /**
   * Classes with frames between a coroutine's body and the user's call that runs the loop. Not by
   * package: user code may share that.
   */
  private static final Set<String> RUNTIME =
      Set.of(
          Asyncio.class.getName(),
          Runner.class.getName(),
          EventLoop.class.getName(),
          DebugMode.class.getName(),
          KernelLoop.class.getName(),
          Task.class.getName(),
          Future.class.getName(),
          Handle.class.getName(),
          TimerHandle.class.getName(),
          DoneCallback.class.getName(),
          Coroutine.class.getName(),
          HandDrive.class.getName(),
          Traces.class.getName(),
          DRIVER,
          COMPILED);

  /** Classes between a body, of a generator for example, and whoever awaits what it is part of. */
  private static final Set<String> WRAPPERS =
      Set.of(
          AsyncBody.class.getName(),
          AsyncWith.class.getName(),
          Limited.class.getName(),
          TaskGroupExit.class.getName(),
          TaskGroupStart.class.getName(),
          TimeoutBody.class.getName(),
          ScopeBody.class.getName(),
          WaitFor.class.getName(),
          GeneratorState.class.getName(),
          GeneratorStep.class.getName(),
          GeneratorSend.class.getName(),
          GeneratorThrow.class.getName(),
          Each.class.getName() + "$Advance");

  private Traces() {}

  /**
   * Mends the trace of a failure that has just left a coroutine's resume into {@link Driver#drive};
   * those of its causes, and of what these suppress, members of groups for example: what is thrown
   * and caught again without having left a coroutine is mended with what takes its place.
   *
   * @param awaiter who awaits that coroutine; null at the root
   */
  static void mend(Throwable failure, @Nullable Coroutine<?> awaiter) {
    Throwable current = failure;
    for (int i = 0; current != null && i < MAX_CAUSES; i++, current = current.getCause()) {
      mendOne(current, awaiter);
      for (Throwable suppressed : current.getSuppressed()) {
        mendOne(suppressed, awaiter);
      }
    }
  }

  private static void mendOne(Throwable failure, @Nullable Coroutine<?> awaiter) {
    StackTraceElement[] trace = failure.getStackTrace();
    int marker = markerOf(trace);
    if (marker >= 0) {
      failure.setStackTrace(join(trace, marker, framesFrom(awaiter), entryBelow(trace, marker)));
    }
  }

  /**
   * Takes a future's failure to throw it into the suspended coroutine that awaits the future, and
   * adds the coroutine's chain to its trace.
   */
  static Throwable deliver(Future<?> future, Coroutine<?> awaiting) {
    Throwable failure = future.takeFailure();
    if (future.wantsTrace()) {
      deliver(failure, awaiting);
    }
    return failure;
  }

  /**
   * Adds the chain of the suspended coroutine that a failure is about to be thrown into to its
   * trace, in front of the loop's frames.
   */
  static void deliver(Throwable failure, Coroutine<?> awaiting) {
    splice(failure, framesFrom(awaiting));
  }

  /**
   * Has the trace of a failure that leaves the loop go on with the call that runs the loop. That of
   * a cancellation, which is born in the loop, has done without it until now.
   */
  static Throwable leave(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    if (lastRuntimeFrame(trace) == trace.length) {
      StackTraceElement[] here = new Throwable().getStackTrace();
      failure.setStackTrace(join(here, 0, Arrays.asList(trace), entryBelow(here, 0)));
    }
    return failure;
  }

  /**
   * The frames of a failure that belong to the coroutines of its task: those above the call that
   * runs the loop.
   */
  static List<StackTraceElement> coroutineFrames(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return Arrays.asList(trace).subList(0, loopFrames(trace, lastRuntimeFrame(trace)));
  }

  /** The frames of a running callback or task: those above the loop that runs it. */
  static StackTraceElement[] aboveTheLoop(StackTraceElement[] stack) {
    List<StackTraceElement> frames = new ArrayList<>();
    addVisible(frames, stack, 0, loopFrames(stack, lastRuntimeFrame(stack)));
    return frames.toArray(new StackTraceElement[0]);
  }

  /** Where the coroutine of a method is being made, from within its constructor. */
  static StackTraceElement[] makingOf(@Nullable StackTraceElement method, int most) {
    StackTraceElement[] stack = aboveTheLoop(new Throwable().getStackTrace());
    int first = 0;
    while (first < stack.length && !stack[first].getMethodName().equals("<init>")) {
      first++;
    }
    while (first < stack.length && isMaking(stack[first], method)) {
      first++;
    }
    return Arrays.copyOfRange(stack, first, Math.min(stack.length, first + most));
  }

  /** A constructor, the {@code @Async} method that only makes its coroutine, or our front door. */
  private static boolean isMaking(StackTraceElement frame, @Nullable StackTraceElement method) {
    return frame.getMethodName().equals("<init>")
        || frame.getClassName().equals(Asyncio.class.getName())
        || method != null
            && frame.getMethodName().equals(method.getMethodName())
            && frame.getClassName().equals(method.getClassName());
  }

  /** A line for each frame, each after a line break, as in a printed stack trace. */
  static String lines(StackTraceElement[] frames) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : frames) {
      text.append(System.lineSeparator()).append("\tat ").append(frame);
    }
    return text.toString();
  }

  /**
   * The frames of what runs on this thread, from the caller of the runtime to the coroutine that
   * the loop has resumed, and those of the suspended coroutines that await it.
   *
   * @param awaiter who awaits the resumed coroutine; null if nobody does
   */
  static List<StackTraceElement> framesHere(@Nullable Coroutine<?> awaiter) {
    StackTraceElement[] trace = new Throwable().getStackTrace();
    int first = 0;
    while (first < trace.length && (isRuntime(trace[first]) || isCallGraph(trace[first]))) {
      first++;
    }
    List<StackTraceElement> frames = new ArrayList<>();
    addVisible(frames, trace, first, Math.max(first, markerOf(trace)));
    frames.addAll(framesFrom(awaiter));
    return frames;
  }

  private static boolean isCallGraph(StackTraceElement frame) {
    return frame.getClassName().equals(CallGraphs.class.getName());
  }

  private static void splice(Throwable failure, List<StackTraceElement> chain) {
    StackTraceElement[] trace = failure.getStackTrace();
    int entry = lastRuntimeFrame(trace);
    failure.setStackTrace(join(trace, loopFrames(trace, entry), chain, entry));
  }

  /**
   * Puts a trace together. One that is too long loses the outermost of its awaiters, so that it
   * still shows both what has failed and what has run the loop.
   */
  private static StackTraceElement[] join(
      StackTraceElement[] trace, int end, List<StackTraceElement> chain, int tail) {
    List<StackTraceElement> frames = new ArrayList<>(end + chain.size() + trace.length - tail);
    addVisible(frames, trace, 0, end);
    frames.addAll(chain);
    List<StackTraceElement> below = Arrays.asList(trace).subList(tail, trace.length);
    below = below.subList(0, Math.min(below.size(), MAX_FRAMES / 2));
    int room = MAX_FRAMES - below.size();
    if (frames.size() > room) {
      frames.subList(room, frames.size()).clear();
    }
    frames.addAll(below);
    return frames.toArray(new StackTraceElement[0]);
  }

  private static void addVisible(
      List<StackTraceElement> frames, StackTraceElement[] trace, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isGlue(trace[i])) {
        frames.add(trace[i]);
      }
    }
  }

  /** The frames of a suspended chain, innermost first. */
  static List<StackTraceElement> framesFrom(@Nullable Coroutine<?> innermost) {
    List<StackTraceElement> frames = new ArrayList<>(4);
    Coroutine<?> current = innermost;
    for (int i = 0; current != null && i < MAX_FRAMES; i++, current = current.awaiter) {
      // A coroutine that made a tail call has no frame any more.
      StackTraceElement frame =
          current.status == Coroutine.CORO_FORWARDING ? null : current.frame();
      if (frame != null) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static int markerOf(StackTraceElement[] trace) {
    for (int i = 0; i < trace.length; i++) {
      if (trace[i].getMethodName().equals("drive") && trace[i].getClassName().equals(DRIVER)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * From the driver's frame downward: the last of the runtime's frames, which is the method that
   * the user called.
   */
  private static int entryBelow(StackTraceElement[] trace, int marker) {
    int i = marker;
    while (i + 1 < trace.length && isRuntime(trace[i + 1])) {
      i++;
    }
    return i;
  }

  /**
   * The method at the bottom of the stack by which the user runs the loop; the length of the trace
   * if there is none.
   */
  private static int lastRuntimeFrame(StackTraceElement[] trace) {
    for (int i = trace.length - 1; i >= 0; i--) {
      if (isRuntime(trace[i])) {
        return i;
      }
    }
    return trace.length;
  }

  /** The first of the runtime's adjoining frames that end at {@code entry}. */
  private static int loopFrames(StackTraceElement[] trace, int entry) {
    int i = entry;
    while (i > 0 && (isRuntime(trace[i - 1]) || isGlue(trace[i - 1]))) {
      i--;
    }
    return i;
  }

  private static boolean isRuntime(StackTraceElement frame) {
    return RUNTIME.contains(frame.getClassName());
  }

  /** Frames between the body of a coroutine and that of its awaiter. */
  private static boolean isGlue(StackTraceElement frame) {
    String className = frame.getClassName();
    if (WRAPPERS.contains(className)) {
      return true;
    }
    return switch (frame.getMethodName()) {
      case "start", "startTail" -> className.equals(DRIVER);
      case "startFor" -> className.equals(Coroutine.class.getName()) || className.startsWith(SYNC);
      case "await", "awaitReturned", "advance" ->
          className.equals(COMPILED) || className.equals(Coroutine.class.getName());
      case "hidingContext" -> className.equals(ExceptionGroup.class.getName());
      case "outcome", "failure" -> className.equals(TaskGroup.class.getName());
      // The compiler's classes only call the body; a coroutine written by hand is its own body.
      case "resume" -> className.contains("$Coroutine");
      default -> false;
    };
  }
}
