package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The verifier's own types of locals and operands at the instructions that matter, read off the
 * method's stack map.
 *
 * <p>JVMS 4.10.1: from one stack map frame to the next the types follow from the instructions
 * alone. No merge is computed, so no class of the application is ever looked at.
 */
public final class TypeFlow {

  /**
   * The types before an instruction, as stack map frames denote them.
   *
   * @param locals by slot; the second slot of a long or double is {@link Opcodes#TOP}
   * @param stack one entry a value, the topmost last
   */
  public record State(List<Object> locals, List<Object> stack) {

    /** The stack below its topmost {@code count} values. */
    public List<Object> below(int count) {
      return stack.subList(0, stack.size() - count);
    }
  }

  private final Map<AbstractInsnNode, State> states = new HashMap<>();

  private TypeFlow(String owner, MethodNode method) {
    AnalyzerAdapter types =
        new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
    for (AbstractInsnNode instruction : method.instructions) {
      if (matters(instruction) && types.locals != null) {
        states.put(instruction, new State(List.copyOf(types.locals), values(types.stack)));
      }
      instruction.accept(types);
    }
  }

  /**
   * Computes the types in {@code method}.
   *
   * @param owner internal name of the class that declares it
   * @param method a method with expanded frames
   */
  public static TypeFlow of(String owner, MethodNode method) {
    return new TypeFlow(owner, method);
  }

  /**
   * The types before a suspension point, a constructor call or a close; null where the code is
   * unreachable.
   */
  public @Nullable State before(AbstractInsnNode instruction) {
    return states.get(instruction);
  }

  private static boolean matters(AbstractInsnNode instruction) {
    return Marker.of(instruction) != null
        || AsyncCloses.isClose(instruction)
        || (instruction instanceof MethodInsnNode call && call.name.equals("<init>"));
  }

  /** The values on a stack that is given by slots, as ASM's analyzer has it. */
  public static List<Object> values(List<Object> slots) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      values.add(type);
      if (isWide(type)) {
        i++;
      }
    }
    return values;
  }

  /** Whether a value of this type takes two slots. */
  public static boolean isWide(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE;
  }
}
