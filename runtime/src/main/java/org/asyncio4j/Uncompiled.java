package org.asyncio4j;

/**
 * What a call of {@link Asyncio#await}, {@code each}, {@code emit} or {@code end} means that the
 * compiler has not replaced: nobody has compiled the class around it.
 */
final class Uncompiled {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Uncompiled() {}

  /** A call of {@code what} from the class that the message names. */
  static IllegalStateException call(String what) {
    StackTraceElement caller =
        WALKER.walk(
            frames ->
                frames
                    .filter(frame -> !frame.getClassName().equals(Asyncio.class.getName()))
                    .skip(1)
                    .findFirst()
                    .map(StackWalker.StackFrame::toStackTraceElement)
                    .orElseThrow());
    return new IllegalStateException(
        String.format(
            "%s in %s.%s (%s:%d): the class %s was not compiled for asyncio4j. Either start the JVM with"
                + " -javaagent:asyncio4j-agent.jar, or compile it at build time with the goal \"instrument\" of the"
                + " asyncio4j-maven-plugin. If one of them is in place, mark the method @Async, or see why the class is excluded.",
            what,
            caller.getClassName(),
            caller.getMethodName(),
            caller.getFileName(),
            caller.getLineNumber(),
            caller.getClassName()));
  }
}
