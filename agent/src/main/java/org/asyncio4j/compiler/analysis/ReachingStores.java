package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.compiler.analysis.ControlFlow.Block;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Where a local variable may have got the value that an instruction loads. */
final class ReachingStores {

  private ReachingStores() {}

  /** The stores of references that may reach {@code load}. */
  static List<VarInsnNode> of(VarInsnNode load, ControlFlow flow) {
    List<VarInsnNode> stores = new ArrayList<>();
    Block start = flow.blockOf(load);
    Set<Integer> seen = new HashSet<>();
    List<Integer> pending = new ArrayList<>();
    if (!find(flow, start, flow.indexOf(load), load.var, stores)) {
      pending.addAll(start.predecessors());
    }
    while (!pending.isEmpty()) {
      Block block = flow.blocks().get(pending.remove(pending.size() - 1));
      if (seen.add(block.index()) && !find(flow, block, block.end(), load.var, stores)) {
        pending.addAll(block.predecessors());
      }
    }
    return stores;
  }

  private static boolean find(
      ControlFlow flow, Block block, int end, int slot, List<VarInsnNode> stores) {
    for (int i = end - 1; i >= block.start(); i--) {
      if (flow.instruction(i) instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && store.var == slot) {
        stores.add(store);
        return true;
      }
    }
    return false;
  }

  /**
   * The instruction before, unless others may jump in between: then a frame is there (JVMS 4.10.1).
   */
  static @Nullable AbstractInsnNode preceding(AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction.getPrevious();
    while (at != null && at.getOpcode() < 0) {
      if (at instanceof FrameNode) {
        return null;
      }
      at = at.getPrevious();
    }
    return at;
  }

  /**
   * Where {@code last} is the last of the instructions that release the locks of synchronized
   * blocks with a value on the stack, the one before them; otherwise {@code last} itself.
   */
  static @Nullable AbstractInsnNode beforeUnlocking(@Nullable AbstractInsnNode last) {
    AbstractInsnNode value = last;
    while (value != null && value.getOpcode() == Opcodes.MONITOREXIT) {
      AbstractInsnNode lock = preceding(value);
      value = lock instanceof VarInsnNode ? preceding(lock) : null;
    }
    return value;
  }

  /** The instruction after, unless others may jump in between. */
  static @Nullable AbstractInsnNode following(AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction.getNext();
    while (at != null && at.getOpcode() < 0) {
      if (at instanceof FrameNode) {
        return null;
      }
      at = at.getNext();
    }
    return at;
  }
}
