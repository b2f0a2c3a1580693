package org.asyncio4j.compiler.emit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.analysis.ControlFlow;
import org.asyncio4j.compiler.analysis.ControlFlow.Block;
import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.asyncio4j.compiler.analysis.Values;
import org.asyncio4j.compiler.emit.FieldLayout.Kept;
import org.asyncio4j.compiler.emit.FieldLayout.Kit;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Cuts the ranges of the local variable table to where a variable certainly has its value.
 *
 * <p>A suspension keeps the locals that are read again. Any other is zero from there to its next
 * assignment, and a debugger would show that zero as its value.
 */
final class VariableRanges {

  private final InsnList code;
  private final ControlFlow flow;
  private final Map<AbstractInsnNode, BitSet> lostAtPoints = new HashMap<>();
  private final BitSet[] lostAtStart;

  /** The locals that are lost before each instruction; null before those where none is. */
  private final @Nullable BitSet[] lost;

  private VariableRanges(MethodAnalysis analysis, FieldLayout layout) {
    code = analysis.method().instructions;
    flow = analysis.flow();
    lostAtStart = new BitSet[flow.blocks().size()];
    lost = new BitSet[code.size()];
    for (SuspensionPoint point : analysis.points()) {
      lostAtPoints.put(point.call(), lostAt(layout.at(point)));
    }
    solve();
  }

  /**
   * Cuts the local variable table of the method, and adds the labels to its code that this needs.
   *
   * @param analysis the method, its code as it was analysed
   * @param layout what is kept at its suspension points
   */
  static void cut(MethodAnalysis analysis, FieldLayout layout) {
    MethodNode method = analysis.method();
    if (method.localVariables == null
        || method.localVariables.isEmpty()
        || analysis.points().isEmpty()) {
      return;
    }
    VariableRanges ranges = new VariableRanges(analysis, layout);
    List<Scope> scopes = new ArrayList<>();
    for (LocalVariableNode variable : method.localVariables) {
      scopes.add(ranges.scope(variable));
    }
    List<LocalVariableNode> variables = new ArrayList<>();
    for (Scope scope : scopes) {
      ranges.cut(scope, variables);
    }
    method.localVariables = variables;
  }

  /** The part of the code, as it was analysed, that a variable is declared for. */
  private record Scope(LocalVariableNode variable, int start, int end) {}

  private Scope scope(LocalVariableNode variable) {
    return new Scope(variable, code.indexOf(variable.start), code.indexOf(variable.end));
  }

  private static BitSet lostAt(Kit kit) {
    BitSet lost = new BitSet();
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      // A local whose type says all, the constant null, has its value again.
      lost.set(slot, local.field() == null && Values.isStored(local.type()));
    }
    return lost;
  }

  private void solve() {
    Deque<Integer> pending = new ArrayDeque<>();
    lostAtStart[0] = new BitSet();
    pending.push(0);
    while (!pending.isEmpty()) {
      Block block = flow.blocks().get(pending.pop());
      BitSet current = (BitSet) lostAtStart[block.index()].clone();
      // An exception may leave the block anywhere.
      BitSet anywhere = (BitSet) current.clone();
      for (int i = block.start(); i < block.end(); i++) {
        if (!current.isEmpty()) {
          lost[i] = (BitSet) current.clone();
        }
        step(flow.instruction(i), current);
        anywhere.or(current);
      }
      for (int successor : block.successors()) {
        join(successor, current, pending);
      }
      for (int handler : block.handlers()) {
        join(handler, anywhere, pending);
      }
    }
  }

  private void join(int block, BitSet incoming, Deque<Integer> pending) {
    BitSet known = lostAtStart[block];
    BitSet joined = known == null ? new BitSet() : (BitSet) known.clone();
    joined.or(incoming);
    if (!joined.equals(known)) {
      lostAtStart[block] = joined;
      pending.push(block);
    }
  }

  private void step(AbstractInsnNode instruction, BitSet current) {
    BitSet atPoint = lostAtPoints.get(instruction);
    if (atPoint != null) {
      current.or(atPoint);
    } else if (instruction instanceof VarInsnNode variable
        && variable.getOpcode() >= Opcodes.ISTORE) {
      current.clear(variable.var);
    }
  }

  private void cut(Scope scope, List<LocalVariableNode> cut) {
    LocalVariableNode variable = scope.variable();
    LabelNode open = null;
    for (int i = scope.start(); i < scope.end(); i++) {
      AbstractInsnNode at = flow.instruction(i);
      if (at.getOpcode() >= 0) {
        boolean known = isKnown(i, variable.index);
        if (known && open == null) {
          open = labelBefore(at);
        } else if (!known && open != null) {
          cut.add(part(variable, open, labelBefore(at)));
          open = null;
        }
      }
    }
    if (open != null) {
      cut.add(part(variable, open, variable.end));
    }
  }

  private boolean isKnown(int instruction, int slot) {
    BitSet before = lost[instruction];
    return before == null || !before.get(slot);
  }

  private LabelNode labelBefore(AbstractInsnNode instruction) {
    LabelNode label = new LabelNode();
    code.insertBefore(instruction, label);
    return label;
  }

  private static LocalVariableNode part(
      LocalVariableNode variable, LabelNode start, LabelNode end) {
    return new LocalVariableNode(
        variable.name, variable.desc, variable.signature, start, end, variable.index);
  }
}
