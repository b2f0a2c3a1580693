package org.asyncio4j.torture.inject;

import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The code of a method that runs its coroutine copy to the end and returns the result. */
final class DrivingMethod {
  private DrivingMethod() {}

  /** Replaces the code of {@code method} by a call of {@code copy}, driven by hand. */
  static void replaceCode(ClassNode owner, MethodNode method, MethodNode copy) {
    InsnList code = new InsnList();
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    int slot = 0;
    if (!isStatic) {
      code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
    }
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      code.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), slot));
      slot += argument.getSize();
    }
    code.add(
        new MethodInsnNode(
            isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
            owner.name,
            copy.name,
            copy.desc,
            (owner.access & Opcodes.ACC_INTERFACE) != 0));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            "org/asyncio4j/torture/suite/HandDriver",
            "run",
            "(Lorg/asyncio4j/Coroutine;)Ljava/lang/Object;",
            false));
    Type type = Type.getReturnType(method.desc);
    code.add(Boxing.unbox(type));
    code.add(new InsnNode(type.getOpcode(Opcodes.IRETURN)));
    method.instructions = code;
    method.tryCatchBlocks = new ArrayList<>();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
  }
}
