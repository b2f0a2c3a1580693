package org.asyncio4j.torture.inject;

import java.util.SplittableRandom;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a method return a coroutine: each return gives its value to {@code done}, or to another
 * coroutine.
 */
final class CoroutineReturns {
  private static final String OF_VALUE = "(Ljava/lang/Object;)Lorg/asyncio4j/Coroutine;";

  private CoroutineReturns() {}

  /**
   * Rewrites the returns of {@code method}.
   *
   * @param type what the method returns before
   */
  static void rewrite(MethodNode method, Type type, SplittableRandom random) {
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      int opcode = instruction.getOpcode();
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        InsnList code = Boxing.box(type);
        code.add(random.nextInt(3) > 0 ? done() : other());
        method.instructions.insertBefore(instruction, code);
        method.instructions.set(instruction, new InsnNode(Opcodes.ARETURN));
      }
    }
  }

  private static MethodInsnNode done() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, "org/asyncio4j/Asyncio", "done", OF_VALUE, false);
  }

  private static MethodInsnNode other() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, "org/asyncio4j/torture/suite/Paces", "other", OF_VALUE, false);
  }
}
