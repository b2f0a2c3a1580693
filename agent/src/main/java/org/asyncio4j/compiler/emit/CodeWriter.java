package org.asyncio4j.compiler.emit;

import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.asyncio4j.compiler.analysis.TypeFlow;
import org.asyncio4j.compiler.analysis.Values;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A list of instructions in the making. Types are given as stack map frames denote them. */
final class CodeWriter {

  private final InsnList code = new InsnList();

  InsnList code() {
    return code;
  }

  /** Slots that a value of {@code type} takes. */
  static int size(Object type) {
    return TypeFlow.isWide(type) ? 2 : 1;
  }

  void instruction(int opcode) {
    code.add(new InsnNode(opcode));
  }

  void load(int slot, Object type) {
    code.add(new VarInsnNode(Values.opcode(type, Opcodes.ILOAD), slot));
  }

  void store(int slot, Object type) {
    code.add(new VarInsnNode(Values.opcode(type, Opcodes.ISTORE), slot));
  }

  void zero(Object type) {
    instruction(Values.zero(type));
  }

  void pop(Object type) {
    instruction(TypeFlow.isWide(type) ? Opcodes.POP2 : Opcodes.POP);
  }

  void push(int number) {
    if (number <= 5) {
      instruction(Opcodes.ICONST_0 + number);
    } else {
      code.add(new IntInsnNode(number <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, number));
    }
  }

  void jump(int opcode, LabelNode target) {
    code.add(new JumpInsnNode(opcode, target));
  }

  /** Goes to the target of the number in {@code slot}, which is one of the keys. */
  void select(int slot, Map<Integer, LabelNode> targets) {
    LabelNode any = targets.values().iterator().next();
    if (new HashSet<>(targets.values()).size() == 1) {
      jump(Opcodes.GOTO, any);
      return;
    }
    TreeMap<Integer, LabelNode> sorted = new TreeMap<>(targets);
    int first = sorted.firstKey();
    int last = sorted.lastKey();
    load(slot, Opcodes.INTEGER);
    if (last - first < 2 * sorted.size()) {
      LabelNode[] table = new LabelNode[last - first + 1];
      for (int key = first; key <= last; key++) {
        table[key - first] = sorted.getOrDefault(key, any);
      }
      code.add(new TableSwitchInsnNode(first, last, any, table));
      return;
    }
    int[] keys = new int[sorted.size()];
    int count = 0;
    for (int key : sorted.keySet()) {
      keys[count++] = key;
    }
    code.add(new LookupSwitchInsnNode(any, keys, sorted.values().toArray(new LabelNode[0])));
  }

  void label(LabelNode label) {
    code.add(label);
  }

  void label(LabelNode label, FrameNode frame) {
    code.add(label);
    code.add(frame);
  }

  /**
   * Says which source line the following code belongs to; nothing when {@code number} is unknown.
   *
   * <p>Debuggers put the breakpoint of a line at each place where the line table begins it. This
   * begins it at an instruction that nothing reaches, so that the line of an await stops there once
   * and not again on the way out and back; to a step the code is of the same line all the same.
   *
   * @param number the line
   * @param frame the frame of the following code, which nothing falls into
   */
  void line(int number, FrameNode frame) {
    if (number >= 0) {
      LabelNode start = new LabelNode();
      label(start, frame);
      code.add(new LineNumberNode(number, start));
      instruction(Opcodes.NOP);
    }
  }

  void getField(String owner, String name, String descriptor) {
    code.add(new FieldInsnNode(Opcodes.GETFIELD, owner, name, descriptor));
  }

  void putField(String owner, String name, String descriptor) {
    code.add(new FieldInsnNode(Opcodes.PUTFIELD, owner, name, descriptor));
  }

  private void getStatic(String owner, String name, String descriptor) {
    code.add(new FieldInsnNode(Opcodes.GETSTATIC, owner, name, descriptor));
  }

  /** Pushes the sentinel of a suspension. */
  void suspended() {
    getStatic(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.SUSPENDED, "Ljava/lang/Object;");
  }

  void invokeStatic(String owner, String name, String descriptor, boolean inInterface) {
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, inInterface));
  }

  void invokeVirtual(String owner, String name, String descriptor) {
    code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false));
  }

  void cast(String type) {
    code.add(new TypeInsnNode(Opcodes.CHECKCAST, type));
  }
}
