package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;

/** Makes stack map frames of the types that hold at an instruction. */
public final class FrameTypes {

  private final Map<Label, LabelNode> labels = new HashMap<>();

  /** Prepares for frames in {@code code}, whose labels may stand for uninitialised objects. */
  public FrameTypes(InsnList code) {
    for (AbstractInsnNode instruction : code) {
      if (instruction instanceof LabelNode label) {
        labels.put(label.getLabel(), label);
      }
    }
  }

  /**
   * Makes a frame.
   *
   * @param locals by slot, as {@link TypeFlow.State} has them
   * @param stack one entry a value
   */
  public FrameNode frame(List<Object> locals, List<Object> stack) {
    List<Object> packed = new ArrayList<>();
    for (int slot = 0; slot < locals.size(); slot++) {
      Object type = locals.get(slot);
      packed.add(node(type));
      if (TypeFlow.isWide(type)) {
        // JVMS 4.7.4: the second slot of a long or double is implied.
        slot++;
      }
    }
    Object[] values = new Object[stack.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node(stack.get(i));
    }
    return new FrameNode(Opcodes.F_NEW, packed.size(), packed.toArray(), values.length, values);
  }

  private Object node(Object type) {
    LabelNode label = type instanceof Label ? labels.get((Label) type) : null;
    return label == null ? type : label;
  }

  /** Whether a frame stands between {@code instruction} and the next: there must not be two. */
  public static boolean follows(AbstractInsnNode instruction) {
    AbstractInsnNode next = instruction.getNext();
    while (next != null && next.getOpcode() < 0) {
      if (next instanceof FrameNode) {
        return true;
      }
      next = next.getNext();
    }
    return false;
  }
}
