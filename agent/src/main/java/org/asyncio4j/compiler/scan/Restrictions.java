package org.asyncio4j.compiler.scan;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_SYNCHRONIZED;
import static org.objectweb.asm.Opcodes.V1_8;

import java.util.Optional;
import org.asyncio4j.compiler.analysis.Refusal;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.text.RefusalTexts;
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
      return RefusalTexts.asReference(method.references().get(0).name());
    }
    if (method.kind() == null) {
      String returned = Type.getReturnType(method.descriptor()).getClassName();
      return method.test()
          ? RefusalTexts.otherReturnTypeOfTest(returned)
          : RefusalTexts.otherReturnType(returned);
    }
    if (method.is(ACC_ABSTRACT)) {
      return RefusalTexts.ABSTRACT_METHOD;
    }
    if (method.is(ACC_NATIVE)) {
      return RefusalTexts.NATIVE_METHOD;
    }
    if (method.is(ACC_SYNCHRONIZED)) {
      return RefusalTexts.SYNCHRONIZED_METHOD;
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
      return RefusalTexts.asReference(method.references().get(0).name());
    }
    String marker = method.calls().get(0).name();
    if (method.name().equals("<init>")) {
      return RefusalTexts.inConstructor(marker);
    }
    if (method.name().equals("<clinit>")) {
      return RefusalTexts.inInitialiser(marker);
    }
    if (method.isLambdaBody()) {
      return RefusalTexts.inLambda(marker);
    }
    return marker.equals(RuntimeNames.EMIT)
        ? RefusalTexts.EMIT_OUTSIDE
        : RefusalTexts.outside(marker);
  }

  private static int line(MethodSummary method) {
    if (!method.references().isEmpty()) {
      return method.references().get(0).line();
    }
    return method.isStray() ? method.calls().get(0).line() : method.firstLine();
  }
}
