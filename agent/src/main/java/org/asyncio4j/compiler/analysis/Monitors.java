package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.compiler.analysis.ControlFlow.Block;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Refuses a suspension while a lock is held: the thread would go on with other work, lock in hand.
 */
final class Monitors {

  /** Deeper nesting is as good as this; the bound lets the data flow end on unbalanced code. */
  private static final int MAX_DEPTH = 255;

  private final ControlFlow flow;
  private final int[] depthAtStart;

  private Monitors(ControlFlow flow) {
    this.flow = flow;
    this.depthAtStart = new int[flow.blocks().size()];
    Arrays.fill(depthAtStart, -1);
    solve();
  }

  static void check(ControlFlow flow, List<SuspensionPoint> points) throws Refusal {
    Monitors monitors = new Monitors(flow);
    for (SuspensionPoint point : points) {
      if (monitors.isHeldAt(point.call())) {
        throw new Refusal(point.line(), RefusalTexts.SYNCHRONIZED_BLOCK);
      }
    }
  }

  /** Those of {@code instructions} at which a lock is held. */
  static List<AbstractInsnNode> within(ControlFlow flow, List<AbstractInsnNode> instructions) {
    Monitors monitors = new Monitors(flow);
    List<AbstractInsnNode> within = new ArrayList<>();
    for (AbstractInsnNode instruction : instructions) {
      if (monitors.isHeldAt(instruction)) {
        within.add(instruction);
      }
    }
    return within;
  }

  private boolean isHeldAt(AbstractInsnNode instruction) {
    Block block = flow.blockOf(instruction);
    return depthAt(block, flow.indexOf(instruction), depthAtStart[block.index()]) > 0;
  }

  private void solve() {
    List<Integer> pending = new ArrayList<>();
    depthAtStart[0] = 0;
    pending.add(0);
    while (!pending.isEmpty()) {
      Block block = flow.blocks().get(pending.remove(pending.size() - 1));
      int start = depthAtStart[block.index()];
      int end = depthAt(block, block.end(), start);
      for (int successor : block.successors()) {
        raise(successor, end, pending);
      }
      int thrown = depthWhereItThrows(block, start);
      if (thrown >= 0) {
        for (int handler : flow.catching(block)) {
          raise(handler, thrown, pending);
        }
      }
    }
  }

  /** How many locks are held where {@code block} may throw; -1 where it does not. */
  private int depthWhereItThrows(Block block, int depthAtStart) {
    int depth = depthAtStart;
    int most = -1;
    for (int i = block.start(); i < block.end(); i++) {
      int opcode = flow.instruction(i).getOpcode();
      if (mayThrow(opcode)) {
        most = Math.max(most, depth);
      }
      depth = after(opcode, depth);
    }
    return most;
  }

  /**
   * Whether what an instruction throws counts. JVMS 6.5: monitorexit throws where the lock is not
   * held; loads, stores, constants, stack operations and goto do not throw. Compilers let the
   * handlers around cover these where a lock is released.
   */
  private static boolean mayThrow(int opcode) {
    return opcode >= 0
        && opcode != Opcodes.NOP
        && opcode != Opcodes.MONITOREXIT
        && opcode != Opcodes.GOTO
        && opcode != Opcodes.IINC
        && !(opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.SIPUSH)
        && !(opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD)
        && !(opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE)
        && !(opcode >= Opcodes.POP && opcode <= Opcodes.SWAP);
  }

  private void raise(int block, int depth, List<Integer> pending) {
    if (depth > depthAtStart[block]) {
      depthAtStart[block] = depth;
      pending.add(block);
    }
  }

  private int depthAt(Block block, int end, int depthAtStart) {
    int depth = depthAtStart;
    for (int i = block.start(); i < end; i++) {
      depth = after(flow.instruction(i).getOpcode(), depth);
    }
    return depth;
  }

  private static int after(int opcode, int depth) {
    if (opcode == Opcodes.MONITORENTER && depth < MAX_DEPTH) {
      return depth + 1;
    }
    return opcode == Opcodes.MONITOREXIT && depth > 0 ? depth - 1 : depth;
  }
}
