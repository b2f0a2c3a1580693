package org.asyncio4j.compiler.emit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.asyncio4j.compiler.analysis.FrameTypes;
import org.asyncio4j.compiler.analysis.Refusal;
import org.asyncio4j.compiler.analysis.TypeFlow;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the branches of a large body that span more than 32767 bytes as {@code goto_w}.
 *
 * <p>A conditional branch has no wide form (JVMS 6.5): it is reversed to step over one. The writer
 * could do the same, but would have to compute frames anew.
 */
final class WideBranches {

  /** JVMS 4.7.3: the length of a method's code is less than this. */
  private static final int MAX_CODE_LENGTH = 65536;

  /**
   * Bytes that a wide {@code goto}, and a reversed branch over one, take more than the plain form.
   */
  private static final int WIDE_GOTO = 2;

  private static final int WIDE_BRANCH = 5;

  private static final int GOTO_W = 200;

  private final CoroutineMethod method;
  private final MethodNode body;
  private final Set<JumpInsnNode> wide = new HashSet<>();

  private WideBranches(CoroutineMethod method, MethodNode body) {
    this.method = method;
    this.body = body;
  }

  /**
   * Rewrites {@code body} where its size demands it.
   *
   * @return the size of its code, in bytes, at most
   * @throws Refusal when the body exceeds the class file format
   */
  static int rewrite(CoroutineMethod method, MethodNode body) throws Refusal {
    WideBranches branches = new WideBranches(method, body);
    int size = branches.collect();
    if (size > Short.MAX_VALUE) {
      branches.rewrite();
    }
    return size;
  }

  /** Finds the branches that may span too much; returns the largest size that the code may have. */
  private int collect() throws Refusal {
    while (true) {
      Map<LabelNode, Integer> labels = new HashMap<>();
      Map<JumpInsnNode, Integer> jumps = new HashMap<>();
      int size = measure(labels, jumps);
      if (size >= MAX_CODE_LENGTH) {
        throw new Refusal(
            method.firstLine(),
            "@Async method of up to "
                + size
                + " bytes once compiled, and the JVM allows "
                + (MAX_CODE_LENGTH - 1)
                + "; split it into several @Async methods");
      }
      boolean grown = false;
      for (Map.Entry<JumpInsnNode, Integer> jump : jumps.entrySet()) {
        Integer target = labels.get(jump.getKey().label);
        if (target != null && Math.abs(target - jump.getValue()) >= Short.MAX_VALUE) {
          grown |= wide.add(jump.getKey());
        }
      }
      if (!grown) {
        return size;
      }
    }
  }

  private int measure(Map<LabelNode, Integer> labels, Map<JumpInsnNode, Integer> jumps) {
    CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
    int surplus = 0;
    for (AbstractInsnNode instruction : body.instructions) {
      if (instruction instanceof LabelNode label) {
        labels.put(label, evaluator.getMaxSize() + surplus);
      } else if (instruction instanceof JumpInsnNode jump) {
        jumps.put(jump, evaluator.getMaxSize() + surplus);
        // The evaluator allows for more than the plain form.
        surplus += 3 + (wide.contains(jump) ? surplus(jump) : 0);
      } else {
        instruction.accept(evaluator);
      }
    }
    return evaluator.getMaxSize() + surplus;
  }

  private static int surplus(JumpInsnNode jump) {
    return jump.getOpcode() == Opcodes.GOTO ? WIDE_GOTO : WIDE_BRANCH;
  }

  private void rewrite() {
    Map<JumpInsnNode, FrameNode> frames = framesAfterBranches();
    for (JumpInsnNode jump : wide) {
      if (jump.getOpcode() == Opcodes.GOTO) {
        body.instructions.set(jump, new JumpInsnNode(GOTO_W, jump.label));
      } else {
        stepOver(jump, frames.get(jump));
      }
    }
  }

  private void stepOver(JumpInsnNode jump, @Nullable FrameNode frame) {
    LabelNode next = new LabelNode();
    InsnList code = new InsnList();
    code.add(new JumpInsnNode(reversed(jump.getOpcode()), next));
    code.add(new JumpInsnNode(GOTO_W, jump.label));
    code.add(next);
    if (frame != null && !FrameTypes.follows(jump)) {
      code.add(frame);
    }
    body.instructions.insertBefore(jump, code);
    body.instructions.remove(jump);
  }

  /** The frames of the code that follows the wide conditional branches. */
  private Map<JumpInsnNode, FrameNode> framesAfterBranches() {
    Map<JumpInsnNode, FrameNode> frames = new HashMap<>();
    FrameTypes types = new FrameTypes(body.instructions);
    AnalyzerAdapter analyzer =
        new AnalyzerAdapter(method.owner(), body.access, body.name, body.desc, null);
    for (AbstractInsnNode instruction : body.instructions) {
      instruction.accept(analyzer);
      if (instruction instanceof JumpInsnNode jump
          && wide.contains(jump)
          && analyzer.locals != null) {
        frames.put(jump, types.frame(analyzer.locals, TypeFlow.values(analyzer.stack)));
      }
    }
    return frames;
  }

  /** JVMS 6.5: the opcodes of a condition and its reverse are neighbours. */
  private static int reversed(int opcode) {
    return opcode >= Opcodes.IFNULL ? opcode ^ 1 : ((opcode + 1) ^ 1) - 1;
  }
}
