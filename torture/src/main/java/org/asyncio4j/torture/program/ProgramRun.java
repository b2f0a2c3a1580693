package org.asyncio4j.torture.program;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.asyncio4j.AsyncCompilationError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Runner;
import org.asyncio4j.VirtualClock;
import org.asyncio4j.torture.library.ClassesLoader;
import org.asyncio4j.torture.library.Compilation;
import org.asyncio4j.torture.library.IsolatedCompiler;
import org.asyncio4j.torture.program.AwaitSource.Fault;
import org.asyncio4j.torture.program.AwaitSource.Pace;
import org.jspecify.annotations.Nullable;

/** Runs a program's async method at every pace, with every fault, and compares it with its twin. */
final class ProgramRun {
  private static final Pace[][] PACES = {
    {Pace.DONE_FUTURE},
    {Pace.FINISHED_COROUTINE},
    {Pace.PENDING_FUTURE},
    {Pace.SUSPENDING_COROUTINE},
    {Pace.DONE_FUTURE, Pace.SUSPENDING_COROUTINE},
    {Pace.PENDING_FUTURE, Pace.FINISHED_COROUTINE, Pace.DONE_FUTURE}
  };

  private static final String TOO_LARGE = " bytes once compiled, and the JVM allows ";

  /** Faults are tried at so many awaits of a run. */
  private static final int FAULTS = 40;

  private final IsolatedCompiler compiler;
  private int runs;
  private int tooLarge;

  ProgramRun(IsolatedCompiler compiler) {
    this.compiler = compiler;
  }

  /** How often an async method ran. */
  int runs() {
    return runs;
  }

  /** How many programs were refused since the JVM has no methods of their size. */
  int tooLarge() {
    return tooLarge;
  }

  /**
   * Compiles and runs a program.
   *
   * @param name binary name of its class
   * @param javaClasses what javac made of it, by internal name
   * @return the first difference, or what went wrong otherwise; null if all is well, or the program
   *     is refused for its size
   */
  @Nullable String difference(String name, Map<String, byte[]> javaClasses) {
    Map<String, byte[]> classes = new HashMap<>(javaClasses);
    for (Map.Entry<String, byte[]> entry : javaClasses.entrySet()) {
      Compilation compiled;
      try {
        compiled = compiler.compile(entry.getValue());
      } catch (RuntimeException | Error e) {
        return "the compiler failed: " + trace(e);
      }
      if (!compiled.refusals().isEmpty()) {
        if (compiled.refusals().stream().allMatch(refusal -> refusal.contains(TOO_LARGE))) {
          tooLarge++;
          return null;
        }
        return compiled.refusals().toString();
      }
      classes.put(entry.getKey(), compiled.bytes());
      classes.putAll(compiled.companions());
    }
    Method async = null;
    Method plain = null;
    try {
      for (Method method : new ClassesLoader(classes).loadClass(name).getDeclaredMethods()) {
        // The compiled body has the same name, and the coroutine before the parameters.
        if (method.getName().equals("async")
            && method.getParameterTypes()[0] == AwaitSource.class) {
          async = method;
        } else if (method.getName().equals("plain")) {
          plain = method;
        }
      }
    } catch (ClassNotFoundException | LinkageError e) {
      return trace(e);
    }
    if (async == null || plain == null) {
      return name + " has no methods async and plain";
    }
    return difference(async, plain);
  }

  private @Nullable String difference(Method async, Method plain) {
    AwaitSource counting = new AwaitSource(Fault.NONE, -1, Pace.DONE_FUTURE);
    outcome(log -> call(plain, counting, log));
    for (int index = -1; index < Math.min(counting.used(), FAULTS); index++) {
      for (Fault fault : Fault.values()) {
        if ((fault == Fault.NONE) == (index < 0)) {
          String difference = difference(async, plain, fault, index);
          if (difference != null) {
            return difference;
          }
        }
      }
    }
    return null;
  }

  private @Nullable String difference(Method async, Method plain, Fault fault, int index) {
    String expected = outcome(log -> call(plain, new AwaitSource(fault, index), log));
    for (Pace[] paces : PACES) {
      runs++;
      String actual =
          outcome(
              log -> {
                try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
                  // A generator that goes on in spite of being closed is reported.
                  runner.getLoop().setExceptionHandler((loop, context) -> {});
                  AwaitSource source = new AwaitSource(fault, index, paces);
                  return runner.run((Coroutine<?>) call(async, source, log));
                }
              });
      if (!actual.equals(expected)) {
        return String.format(
            "paces %s, %s at await %d%n  expected %s%n  actual   %s",
            Arrays.toString(paces), fault, index, expected, actual);
      }
    }
    return null;
  }

  private interface Run {
    @Nullable Object of(ProgramSupport.Log log) throws Throwable;
  }

  private static String outcome(Run run) {
    ProgramSupport.Log log = new ProgramSupport.Log();
    String end;
    try {
      end = "returns " + run.of(log);
    } catch (LinkageError | AsyncCompilationError e) {
      end = trace(e);
    } catch (Throwable t) {
      end = "throws " + ProgramSupport.name(t);
    }
    return log + " " + end;
  }

  private static Object call(Method method, AwaitSource source, ProgramSupport.Log log)
      throws Throwable {
    try {
      return method.invoke(null, source, log, 1, 2L, "c", 3.5, "object");
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    for (StackTraceElement frame : failure.getStackTrace()) {
      text.append("\n    at ").append(frame);
    }
    return String.join("\n", text.toString().lines().limit(40).toList());
  }
}
