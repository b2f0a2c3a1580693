package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The control-flow graph of a method: basic blocks, the jumps between them, and for each block its
 * exception handlers.
 *
 * <p>Blocks are split where an exception range begins or ends, so that all instructions of a block
 * have the same handlers.
 */
public final class ControlFlow {

  /**
   * A basic block.
   *
   * @param index its place in {@link #blocks()}
   * @param start index of its first instruction
   * @param end index after its last instruction
   * @param successors where its last instruction may continue; one may be there more than once
   * @param handlers the handlers that cover it, in the order of the exception table; likewise
   * @param allSuccessors the blocks that may follow it, normally or by an exception, each once
   * @param predecessors the blocks that it may follow, normally or by an exception, each once
   */
  public record Block(
      int index,
      int start,
      int end,
      List<Integer> successors,
      List<Integer> handlers,
      List<Integer> allSuccessors,
      List<Integer> predecessors) {

    private Block(int index, int start, int end) {
      this(
          index,
          start,
          end,
          new ArrayList<>(2),
          new ArrayList<>(0),
          new ArrayList<>(2),
          new ArrayList<>(2));
    }
  }

  private final AbstractInsnNode[] instructions;
  private final InsnList list;
  private final int[] blockAt;
  private final int[] catching;
  private final List<Block> blocks = new ArrayList<>();
  private final BitSet reachable = new BitSet();

  private ControlFlow(MethodNode method) {
    list = method.instructions;
    instructions = list.toArray();
    blockAt = new int[instructions.length];
    BitSet leaders = leaders(method);
    for (int start = 0; start < instructions.length; ) {
      int next = leaders.nextSetBit(start + 1);
      int end = next < 0 ? instructions.length : next;
      Arrays.fill(blockAt, start, end, blocks.size());
      blocks.add(new Block(blocks.size(), start, end));
      start = end;
    }
    catching = new int[blocks.size()];
    connect(method);
    reach();
  }

  /** Builds the graph of {@code method}; the graph does not follow later changes of the method. */
  public static ControlFlow of(MethodNode method) {
    return new ControlFlow(method);
  }

  public List<Block> blocks() {
    return blocks;
  }

  public AbstractInsnNode instruction(int index) {
    return instructions[index];
  }

  /** The block that holds {@code instruction}. */
  public Block blockOf(AbstractInsnNode instruction) {
    return blocks.get(blockAt[indexOf(instruction)]);
  }

  /** The index of {@code instruction} in the method, which has not changed since. */
  public int indexOf(AbstractInsnNode instruction) {
    int index = list.indexOf(instruction);
    if (index >= instructions.length || instructions[index] != instruction) {
      throw new IllegalStateException("the method was changed after its graph had been built");
    }
    return index;
  }

  /**
   * Those handlers of {@code block} that an exception may come to: none behind one that catches
   * everything. The verifier looks at all the same.
   */
  List<Integer> catching(Block block) {
    int count = catching[block.index()];
    return count == 0 ? block.handlers() : block.handlers().subList(0, count);
  }

  private static boolean catchesAll(TryCatchBlockNode range) {
    return range.type == null || range.type.equals("java/lang/Throwable");
  }

  /** The blocks that the start of the method may lead to; compilers leave others behind too. */
  BitSet reachable() {
    return reachable;
  }

  private void reach() {
    List<Integer> pending = new ArrayList<>(List.of(0));
    reachable.set(0);
    while (!pending.isEmpty()) {
      Block block = blocks.get(pending.remove(pending.size() - 1));
      for (int successor : block.allSuccessors()) {
        if (!reachable.get(successor)) {
          reachable.set(successor);
          pending.add(successor);
        }
      }
    }
  }

  private BitSet leaders(MethodNode method) {
    BitSet leaders = new BitSet();
    leaders.set(0);
    for (int i = 0; i < instructions.length; i++) {
      for (LabelNode target : targets(instructions[i])) {
        leaders.set(list.indexOf(target));
      }
      if (endsBlock(instructions[i])) {
        leaders.set(i + 1);
      }
    }
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      leaders.set(list.indexOf(range.start));
      leaders.set(list.indexOf(range.end));
      leaders.set(list.indexOf(range.handler));
    }
    leaders.clear(instructions.length);
    return leaders;
  }

  private void connect(MethodNode method) {
    for (Block block : blocks) {
      AbstractInsnNode last = instructions[block.end() - 1];
      for (LabelNode target : targets(last)) {
        block.successors().add(blockAt[list.indexOf(target)]);
      }
      if (!leavesAlways(last) && block.end() < instructions.length) {
        block.successors().add(block.index() + 1);
      }
    }
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      int handler = blockAt[list.indexOf(range.handler)];
      int end = list.indexOf(range.end);
      for (int at = list.indexOf(range.start); at < end; ) {
        Block block = blocks.get(blockAt[at]);
        block.handlers().add(handler);
        if (catching[block.index()] == 0 && catchesAll(range)) {
          catching[block.index()] = block.handlers().size();
        }
        at = block.end();
      }
    }
    int[] lastPredecessor = new int[blocks.size()];
    Arrays.fill(lastPredecessor, -1);
    for (Block block : blocks) {
      connect(block, block.successors(), lastPredecessor);
      connect(block, block.handlers(), lastPredecessor);
    }
  }

  /** Connects a block with those of {@code targets} that it is not connected with. */
  private void connect(Block block, List<Integer> targets, int[] lastPredecessor) {
    for (int target : targets) {
      if (lastPredecessor[target] != block.index()) {
        lastPredecessor[target] = block.index();
        block.allSuccessors().add(target);
        blocks.get(target).predecessors().add(block.index());
      }
    }
  }

  private static List<LabelNode> targets(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (instruction instanceof TableSwitchInsnNode table) {
      return switchTargets(table.labels, table.dflt);
    }
    if (instruction instanceof LookupSwitchInsnNode lookup) {
      return switchTargets(lookup.labels, lookup.dflt);
    }
    return List.of();
  }

  private static List<LabelNode> switchTargets(List<LabelNode> labels, LabelNode dflt) {
    List<LabelNode> targets = new ArrayList<>(labels);
    targets.add(dflt);
    return targets;
  }

  private static boolean endsBlock(AbstractInsnNode instruction) {
    return instruction instanceof JumpInsnNode || leavesAlways(instruction);
  }

  private static boolean leavesAlways(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
        || opcode == Opcodes.ATHROW;
  }
}
