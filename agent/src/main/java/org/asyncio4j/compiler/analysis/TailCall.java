package org.asyncio4j.compiler.analysis;

import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The call that puts another coroutine in the place of this one. It is no suspension point: the
 * body ends there.
 */
public final class TailCall {

  private static final String MARKER = "(L" + RuntimeNames.COROUTINE + ";)Ljava/lang/Object;";

  private TailCall() {}

  static MethodInsnNode marker() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, RuntimeNames.COMPILED_COROUTINE, RuntimeNames.TAIL, MARKER, false);
  }

  /**
   * Whether {@code instruction} is such a call, the coroutine itself not yet among its arguments.
   */
  public static boolean isMarker(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(RuntimeNames.COMPILED_COROUTINE)
        && call.name.equals(RuntimeNames.TAIL);
  }
}
