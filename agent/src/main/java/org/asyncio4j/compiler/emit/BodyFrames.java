package org.asyncio4j.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.compiler.emit.FieldLayout.Kept;
import org.asyncio4j.compiler.emit.FieldLayout.Kit;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The stack map frames of a body: the method's own, behind the slots that the body adds, and those
 * of the added code.
 */
final class BodyFrames {

  /** What debuggers show the receiver as. */
  private static final String RECEIVER = "$this";

  private final CoroutineMethod method;
  private final List<Object> base = new ArrayList<>();

  BodyFrames(CoroutineMethod method) {
    this.method = method;
    base.add(RuntimeNames.COMPILED_COROUTINE);
    base.add("java/lang/Object");
    base.add("java/lang/Throwable");
    while (base.size() < method.shift()) {
      base.add(Opcodes.INTEGER);
    }
  }

  /** Moves the locals of the method behind those that the body adds. */
  void shift(MethodNode node) {
    int shift = method.shift();
    for (AbstractInsnNode instruction : node.instructions) {
      if (instruction instanceof VarInsnNode variable) {
        variable.var += shift;
      } else if (instruction instanceof IincInsnNode increment) {
        increment.var += shift;
      } else if (instruction instanceof FrameNode frame) {
        List<Object> locals = new ArrayList<>(base);
        locals.addAll(frame.local);
        frame.local = locals;
      }
    }
    if (node.localVariables != null) {
      for (LocalVariableNode variable : node.localVariables) {
        variable.index += shift;
        if (variable.name.equals("this")) {
          // The body is static: debuggers take the receiver's name from the frame, and show no
          // variable of that name.
          variable.name = RECEIVER;
        }
      }
    }
    shift(node.visibleLocalVariableAnnotations);
    shift(node.invisibleLocalVariableAnnotations);
  }

  /** The part of a shifted frame's locals that is the method's own. */
  List<Object> ownLocals(FrameNode frame) {
    return frame.local.subList(method.shift(), frame.local.size());
  }

  /** The frame of code that is entered before any local is restored. */
  FrameNode base() {
    return new FrameNode(Opcodes.F_NEW, base.size(), base.toArray(), 0, new Object[0]);
  }

  /** The frame after an await: its locals, its operands and the awaited value. */
  FrameNode withResult(Kit kit) {
    return frame(kit, kit.operands(), List.of("java/lang/Object"));
  }

  /** The frame where an await fails: its locals and operands. */
  FrameNode withOperands(Kit kit) {
    return frame(kit, kit.operands(), List.of());
  }

  /** The frame where the operands are taken care of: its locals. */
  FrameNode withLocals(Kit kit) {
    return frame(kit, List.of(), List.of());
  }

  private FrameNode frame(Kit kit, List<Kept> operands, List<Object> top) {
    List<Object> locals = new ArrayList<>(base);
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Object type = kit.locals().get(slot).type();
      locals.add(type);
      // JVMS 4.7.4: the second slot of a long or double is implied.
      slot += CodeWriter.size(type) - 1;
    }
    List<Object> stack = new ArrayList<>();
    for (Kept operand : operands) {
      stack.add(operand.type());
    }
    stack.addAll(top);
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
  }

  private void shift(@Nullable List<LocalVariableAnnotationNode> annotations) {
    if (annotations != null) {
      for (LocalVariableAnnotationNode annotation : annotations) {
        annotation.index.replaceAll(index -> index + method.shift());
      }
    }
  }
}
