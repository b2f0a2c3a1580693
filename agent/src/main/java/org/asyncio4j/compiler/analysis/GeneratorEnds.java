package org.asyncio4j.compiler.analysis;

import java.util.List;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Lets a generator end by {@code return end()}, and refuses any other return. */
final class GeneratorEnds {

  private GeneratorEnds() {}

  static void rewrite(MethodNode method) throws Refusal {
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (isEnd(instruction)) {
        method.instructions.set(instruction, new InsnNode(Opcodes.ACONST_NULL));
      }
    }
    ControlFlow flow = ControlFlow.of(method);
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.ARETURN && !returnsNull(instruction, flow)) {
        throw new Refusal(SuspensionPoint.lineOf(instruction), RefusalTexts.OTHER_END);
      }
    }
  }

  private static boolean returnsNull(AbstractInsnNode areturn, ControlFlow flow) {
    AbstractInsnNode value = ReachingStores.beforeUnlocking(ReachingStores.preceding(areturn));
    if (value instanceof VarInsnNode load) {
      // javac keeps the value in a temporary while a finally block runs.
      List<VarInsnNode> stores = ReachingStores.of(load, flow);
      return !stores.isEmpty()
          && stores.stream().allMatch(store -> isNull(ReachingStores.preceding(store)));
    }
    return isNull(value);
  }

  private static boolean isNull(@Nullable AbstractInsnNode instruction) {
    return instruction != null && instruction.getOpcode() == Opcodes.ACONST_NULL;
  }

  private static boolean isEnd(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(RuntimeNames.ASYNCIO)
        && call.name.equals(RuntimeNames.END)
        && call.desc.equals(RuntimeNames.END_DESCRIPTOR);
  }
}
