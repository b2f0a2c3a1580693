package org.asyncio4j.compiler.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.asyncio4j.compiler.analysis.ControlFlow.Block;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which local variables may still be read, by backward data flow over the blocks of a method. */
public final class Liveness {

  private final ControlFlow flow;
  private final BitSet[] liveAtStart;

  private Liveness(ControlFlow flow) {
    this.flow = flow;
    this.liveAtStart = new BitSet[flow.blocks().size()];
    solve();
  }

  public static Liveness of(ControlFlow flow) {
    return new Liveness(flow);
  }

  /**
   * The locals that may be read after {@code instruction}, by what follows it or by a handler that
   * covers it.
   */
  public BitSet after(AbstractInsnNode instruction) {
    Block block = flow.blockOf(instruction);
    BitSet live = liveAtEnd(block);
    BitSet handled = liveInHandlers(block);
    live.or(handled);
    int index = flow.indexOf(instruction);
    for (int i = block.end() - 1; i > index; i--) {
      step(flow.instruction(i), live);
      live.or(handled);
    }
    return live;
  }

  private void solve() {
    List<Block> blocks = flow.blocks();
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      liveAtStart[i] = new BitSet();
      predecessors.add(new ArrayList<>());
    }
    Deque<Integer> pending = new ArrayDeque<>();
    BitSet queued = new BitSet();
    for (Block block : blocks) {
      for (int successor : flow.allSuccessors(block)) {
        predecessors.get(successor).add(block.index());
      }
      pending.push(block.index());
      queued.set(block.index());
    }
    while (!pending.isEmpty()) {
      int index = pending.pop();
      queued.clear(index);
      BitSet live = atStart(blocks.get(index));
      if (!live.equals(liveAtStart[index])) {
        liveAtStart[index] = live;
        for (int predecessor : predecessors.get(index)) {
          if (!queued.get(predecessor)) {
            queued.set(predecessor);
            pending.push(predecessor);
          }
        }
      }
    }
  }

  private BitSet atStart(Block block) {
    BitSet live = liveAtEnd(block);
    for (int i = block.end() - 1; i >= block.start(); i--) {
      step(flow.instruction(i), live);
    }
    // An exception may leave the block before any of its stores.
    live.or(liveInHandlers(block));
    return live;
  }

  private BitSet liveAtEnd(Block block) {
    BitSet live = new BitSet();
    for (int successor : block.successors()) {
      live.or(liveAtStart[successor]);
    }
    return live;
  }

  private BitSet liveInHandlers(Block block) {
    BitSet live = new BitSet();
    for (int handler : block.handlers()) {
      live.or(liveAtStart[handler]);
    }
    return live;
  }

  private static void step(AbstractInsnNode instruction, BitSet live) {
    if (instruction instanceof IincInsnNode increment) {
      live.set(increment.var);
    } else if (instruction instanceof VarInsnNode variable) {
      live.set(variable.var, variable.getOpcode() < Opcodes.ISTORE);
    }
  }
}
