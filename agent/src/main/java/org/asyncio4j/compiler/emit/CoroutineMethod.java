package org.asyncio4j.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.compiler.analysis.CoroutineKind;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A coroutine method and the names of what it becomes.
 *
 * @param kind what it becomes
 * @param owner internal name of the class that declares it
 * @param inInterface whether that is an interface
 * @param version class file version of that class
 * @param sourceFile its source file, when known
 * @param access access flags of the method
 * @param name name of the method, and of its body, so that traces and profiles show the name of the
 *     source
 * @param descriptor descriptor of the method
 * @param coroutineClass internal name of its coroutine class
 * @param overload how many coroutine methods of the same name stand before it; as many unused
 *     parameters of the body tell the bodies of overloads apart
 * @param firstLine source line of its first instruction, -1 when unknown
 */
public record CoroutineMethod(
    CoroutineKind kind,
    String owner,
    boolean inInterface,
    int version,
    @Nullable String sourceFile,
    int access,
    String name,
    String descriptor,
    String coroutineClass,
    int overload,
    int firstLine) {

  /** Slots of the body: its coroutine, what it is resumed with, and where. */
  static final int SELF = 0;

  static final int VALUE = 1;
  static final int FAILURE = 2;

  /** The slot that holds the resume point until the body has got there, and zero from then on. */
  int resumePoint() {
    return 3 + overload;
  }

  /** How far the locals of the method are shifted in its body. */
  int shift() {
    return resumePoint() + 1;
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  String bodyDescriptor() {
    return "(L"
        + RuntimeNames.COMPILED_COROUTINE
        + ";Ljava/lang/Object;Ljava/lang/Throwable;"
        + "I".repeat(overload)
        + ")Ljava/lang/Object;";
  }

  /** The types of the receiver and the parameters, as stack map frames denote them. */
  List<Object> parameterTypes() {
    List<Object> types = new ArrayList<>();
    if (!isStatic()) {
      types.add(owner);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      types.add(
          switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.ARRAY, Type.OBJECT -> type.getInternalName();
            default -> Opcodes.INTEGER;
          });
    }
    return types;
  }
}
