package org.asyncio4j.compiler.scan;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_SYNCHRONIZED;
import static org.objectweb.asm.Opcodes.V1_8;

import java.util.Optional;
import org.asyncio4j.compiler.analysis.Refusal;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Type;

/** What can be said against a method from its declaration alone, before its code is read. */
public final class Restrictions {

  private Restrictions() {}

  /** Answers why {@code method} cannot be compiled, or nothing when its declaration allows it. */
  public static Optional<Refusal> of(ClassScan owner, MethodSummary method) {
    String message = message(owner, method);
    return message.isEmpty() ? Optional.empty() : Optional.of(new Refusal(line(method), message));
  }

  private static String message(ClassScan owner, MethodSummary method) {
    if (method.isStray()) {
      return stray(method);
    }
    if (!method.isCoroutine()) {
      return "";
    }
    if (!method.references().isEmpty()) {
      return reference(method.references().get(0).name());
    }
    if (method.kind() == null) {
      String returned = Type.getReturnType(method.descriptor()).getClassName();
      if (method.test()) {
        return "a test or fixture that returns "
            + returned
            + "; declare it void, or to return Coroutine<Void> and end it with return done()";
      }
      return "@Async on a method that returns "
          + returned
          + "; declare it to return Coroutine<T> and end it with return done(value)";
    }
    if (method.is(ACC_ABSTRACT)) {
      return "@Async on an abstract method, which has no body to compile; remove the annotation here and put it on the"
          + " implementations";
    }
    if (method.is(ACC_NATIVE)) {
      return "@Async on a native method, which has no body to compile; call it from an @Async method instead";
    }
    if (method.is(ACC_SYNCHRONIZED)) {
      return "@Async on a synchronized method, whose lock would be held across a suspension; remove synchronized, the code"
          + " of one event loop never runs in parallel";
    }
    if (owner.majorVersion() < V1_8) {
      return "@Async in a class file of version "
          + owner.majorVersion()
          + ", made for a JVM before Java 8; compile the class for Java 8 or later";
    }
    return "";
  }

  private static String stray(MethodSummary method) {
    if (!method.references().isEmpty()) {
      return reference(method.references().get(0).name());
    }
    String marker = method.calls().get(0).name();
    if (method.name().equals("<init>")) {
      return marker
          + " in a constructor, which cannot be suspended; await in an @Async factory method and pass the value to"
          + " the constructor";
    }
    if (method.name().equals("<clinit>")) {
      return marker
          + " in a static initialiser, which cannot be suspended; await in an @Async method";
    }
    if (method.isLambdaBody()) {
      return marker
          + " in a lambda that does not return Coroutine; make it a lambda for async(() -> { ... return done(); }), or"
          + " move it out of the lambda";
    }
    if (marker.equals(RuntimeNames.EMIT)) {
      return "emit outside an @Async generator; annotate the method with @Async, let it return"
          + " AsyncGenerator<T> and end it with return end()";
    }
    return marker
        + " outside an @Async method; annotate the method with @Async and let it return Coroutine<T>, or start the"
        + " coroutine with run(...) or createTask(...)";
  }

  private static String reference(String marker) {
    return marker
        + " as a method reference, which the compiler cannot suspend; write it as a call in an @Async method or in an"
        + " async(() -> ...) lambda";
  }

  private static int line(MethodSummary method) {
    if (!method.references().isEmpty()) {
      return method.references().get(0).line();
    }
    return method.isStray() ? method.calls().get(0).line() : method.firstLine();
  }
}
