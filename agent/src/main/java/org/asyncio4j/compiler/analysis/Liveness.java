package org.asyncio4j.compiler.analysis;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asyncio4j.compiler.analysis.ControlFlow.Block;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which local variables may still be read, by backward data flow over the blocks of a method. */
public final class Liveness {

  private final ControlFlow flow;
  private final BitSet[] liveAtStart;

  private final Map<AbstractInsnNode, BitSet> liveAfter = new HashMap<>();

  private Liveness(ControlFlow flow, List<SuspensionPoint> points) {
    this.flow = flow;
    this.liveAtStart = new BitSet[flow.blocks().size()];
    solve();
    for (SuspensionPoint point : points) {
      liveAfter.put(point.call(), new BitSet());
    }
    for (Block block : flow.blocks()) {
      record(block);
    }
  }

  /**
   * Computes what is live after each of {@code points}.
   *
   * @param flow the method's control flow
   * @param points its suspension points
   */
  public static Liveness of(ControlFlow flow, List<SuspensionPoint> points) {
    return new Liveness(flow, points);
  }

  /**
   * The locals that may be read after {@code point}, by what follows it or by a handler that covers
   * it.
   */
  public BitSet after(SuspensionPoint point) {
    return Objects.requireNonNull(liveAfter.get(point.call()));
  }

  private void record(Block block) {
    BitSet live = liveAtEnd(block);
    BitSet handled = liveInHandlers(block);
    for (int i = block.end() - 1; i >= block.start(); i--) {
      BitSet recorded = liveAfter.get(flow.instruction(i));
      if (recorded != null) {
        recorded.or(live);
        recorded.or(handled);
      }
      step(flow.instruction(i), live);
    }
  }

  private void solve() {
    List<Block> blocks = flow.blocks();
    Deque<Integer> pending = new ArrayDeque<>();
    BitSet queued = new BitSet();
    for (Block block : blocks) {
      liveAtStart[block.index()] = new BitSet();
      pending.push(block.index());
      queued.set(block.index());
    }
    while (!pending.isEmpty()) {
      int index = pending.pop();
      queued.clear(index);
      BitSet live = atStart(blocks.get(index));
      if (!live.equals(liveAtStart[index])) {
        liveAtStart[index] = live;
        for (int predecessor : blocks.get(index).predecessors()) {
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
