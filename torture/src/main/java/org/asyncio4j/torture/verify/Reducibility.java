package org.asyncio4j.torture.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Decides whether a method's control flow, exceptions included, is reducible: whether no loop has
 * two entries.
 *
 * <p>Hecht and Ullman's T1 and T2: a graph is reducible if it shrinks to one node when self-loops
 * are taken away (T1) and nodes with a single predecessor are merged into that (T2).
 */
final class Reducibility {
  private final List<Set<Integer>> successors = new ArrayList<>();
  private final List<Set<Integer>> predecessors = new ArrayList<>();

  private Reducibility(MethodNode method) {
    connect(method);
  }

  static boolean isReducible(MethodNode method) {
    return new Reducibility(method).shrinksToOne();
  }

  private boolean shrinksToOne() {
    BitSet remaining = reachable();
    for (int node = 0; node < successors.size(); node++) {
      if (!remaining.get(node)) {
        for (int next : successors.get(node)) {
          predecessors.get(next).remove(node);
        }
      }
    }
    Deque<Integer> pending = new ArrayDeque<>();
    remaining.stream().forEach(pending::add);
    while (!pending.isEmpty()) {
      int node = pending.remove();
      if (remaining.get(node)) {
        successors.get(node).remove(node);
        predecessors.get(node).remove(node);
        if (node != 0 && predecessors.get(node).size() == 1) {
          int parent = predecessors.get(node).iterator().next();
          merge(node, parent);
          remaining.clear(node);
          pending.addAll(successors.get(node));
          pending.add(parent);
        }
      }
    }
    return remaining.cardinality() == 1;
  }

  private void merge(int node, int parent) {
    successors.get(parent).remove(node);
    for (int next : successors.get(node)) {
      predecessors.get(next).remove(node);
      predecessors.get(next).add(parent);
      successors.get(parent).add(next);
    }
  }

  private BitSet reachable() {
    BitSet seen = new BitSet();
    seen.set(0);
    Deque<Integer> pending = new ArrayDeque<>(List.of(0));
    while (!pending.isEmpty()) {
      for (int next : successors.get(pending.pop())) {
        if (!seen.get(next)) {
          seen.set(next);
          pending.push(next);
        }
      }
    }
    return seen;
  }

  private void connect(MethodNode method) {
    AbstractInsnNode[] code = method.instructions.toArray();
    Map<AbstractInsnNode, Integer> positions = new HashMap<>();
    for (int i = 0; i < code.length; i++) {
      positions.put(code[i], i);
    }
    BitSet leaders = leaders(method, code, positions);
    int[] nodes = new int[code.length];
    int count = -1;
    for (int i = 0; i < code.length; i++) {
      if (leaders.get(i)) {
        count++;
        successors.add(new LinkedHashSet<>());
        predecessors.add(new LinkedHashSet<>());
      }
      nodes[i] = count;
    }
    for (int i = 0; i < code.length; i++) {
      for (LabelNode target : targets(code[i])) {
        edge(nodes[i], nodes[position(positions, target)]);
      }
      if (i + 1 < code.length && leaders.get(i + 1) && !leaves(code[i])) {
        edge(nodes[i], nodes[i + 1]);
      }
    }
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      int end = position(positions, range.end);
      for (int i = position(positions, range.start); i < end; i++) {
        edge(nodes[i], nodes[position(positions, range.handler)]);
      }
    }
  }

  private void edge(int from, int to) {
    successors.get(from).add(to);
    predecessors.get(to).add(from);
  }

  private static BitSet leaders(
      MethodNode method, AbstractInsnNode[] code, Map<AbstractInsnNode, Integer> positions) {
    BitSet leaders = new BitSet();
    leaders.set(0);
    for (int i = 0; i < code.length; i++) {
      for (LabelNode target : targets(code[i])) {
        leaders.set(position(positions, target));
      }
      if (leaves(code[i]) || code[i] instanceof JumpInsnNode) {
        leaders.set(i + 1);
      }
    }
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      leaders.set(position(positions, range.start));
      leaders.set(position(positions, range.end));
      leaders.set(position(positions, range.handler));
    }
    return leaders;
  }

  private static int position(Map<AbstractInsnNode, Integer> positions, LabelNode label) {
    Integer position = positions.get(label);
    if (position == null) {
      throw new IllegalStateException("a label outside the method");
    }
    return position;
  }

  private static List<LabelNode> targets(AbstractInsnNode instruction) {
    List<LabelNode> targets = new ArrayList<>();
    if (instruction instanceof JumpInsnNode jump) {
      targets.add(jump.label);
    } else if (instruction instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (instruction instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  private static boolean leaves(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || opcode == Opcodes.ATHROW
        || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }
}
