package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns "return a coroutine" into "return its result": {@code return done(v)} returns {@code v};
 * any other coroutine is awaited first.
 *
 * <p>Where a {@code finally} follows, javac keeps the coroutine in a temporary while the {@code
 * finally} runs. It is awaited before that, inside the protected range, so that handlers and {@code
 * finally} see its outcome.
 */
final class Returns {

  private final MethodNode method;

  private Returns(MethodNode method) {
    this.method = method;
  }

  static void rewrite(MethodNode method) {
    Returns returns = new Returns(method);
    ControlFlow flow = ControlFlow.of(method);
    Set<VarInsnNode> stores = new HashSet<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.ARETURN) {
        returns.collectDelayed(instruction, flow, stores);
      }
    }
    stores.forEach(returns::awaitBeforeFinally);
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == Opcodes.ARETURN) {
        returns.rewriteReturn(instruction);
      }
    }
  }

  private void rewriteReturn(AbstractInsnNode instruction) {
    AbstractInsnNode value = precedingInBlock(instruction);
    if (isDone(value, RuntimeNames.DONE_VALUE)) {
      method.instructions.remove(value);
    } else if (isDone(value, RuntimeNames.DONE_VOID)) {
      method.instructions.set(value, new InsnNode(Opcodes.ACONST_NULL));
    } else if (value == null || value.getOpcode() != Opcodes.ACONST_NULL) {
      method.instructions.insertBefore(instruction, SuspensionPoint.returnMarker());
    }
  }

  private void awaitBeforeFinally(VarInsnNode store) {
    AbstractInsnNode value = precedingInBlock(store);
    boolean finished =
        isDone(value, RuntimeNames.DONE_VALUE)
            || isDone(value, RuntimeNames.DONE_VOID)
            || (value != null && value.getOpcode() == Opcodes.ACONST_NULL);
    if (!finished) {
      InsnList code = new InsnList();
      code.add(SuspensionPoint.returnMarker());
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              RuntimeNames.ASYNCIO,
              RuntimeNames.DONE,
              RuntimeNames.DONE_VALUE,
              false));
      method.instructions.insertBefore(store, code);
    }
  }

  /** Adds the stores into the temporary that {@code areturn} returns, if it returns one. */
  private void collectDelayed(AbstractInsnNode areturn, ControlFlow flow, Set<VarInsnNode> stores) {
    AbstractInsnNode value = precedingInBlock(areturn);
    if (value instanceof VarInsnNode load && !isNamed(load)) {
      for (VarInsnNode store : storesReaching(load, flow)) {
        if (isProtected(store)) {
          stores.add(store);
        }
      }
    }
  }

  /**
   * Whether the source gives the variable a name; with no debug information any may be a temporary.
   */
  private boolean isNamed(VarInsnNode load) {
    if (method.localVariables == null) {
      return false;
    }
    int at = method.instructions.indexOf(load);
    for (LocalVariableNode variable : method.localVariables) {
      if (variable.index == load.var
          && method.instructions.indexOf(variable.start) <= at
          && at < method.instructions.indexOf(variable.end)) {
        return true;
      }
    }
    return false;
  }

  private boolean isProtected(AbstractInsnNode instruction) {
    int at = method.instructions.indexOf(instruction);
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      if (method.instructions.indexOf(range.start) <= at
          && at < method.instructions.indexOf(range.end)) {
        return true;
      }
    }
    return false;
  }

  private static List<VarInsnNode> storesReaching(VarInsnNode load, ControlFlow flow) {
    List<VarInsnNode> stores = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    List<Integer> pending = new ArrayList<>();
    if (!findStore(flow, flow.blockOf(load), flow.indexOf(load), load.var, stores)) {
      pending.addAll(flow.blockOf(load).predecessors());
    }
    while (!pending.isEmpty()) {
      int index = pending.remove(pending.size() - 1);
      ControlFlow.Block block = flow.blocks().get(index);
      if (seen.add(index) && !findStore(flow, block, block.end(), load.var, stores)) {
        pending.addAll(block.predecessors());
      }
    }
    return stores;
  }

  private static boolean findStore(
      ControlFlow flow, ControlFlow.Block block, int end, int slot, List<VarInsnNode> stores) {
    for (int i = end - 1; i >= block.start(); i--) {
      if (flow.instruction(i) instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && store.var == slot) {
        stores.add(store);
        return true;
      }
    }
    return false;
  }

  private static boolean isDone(@Nullable AbstractInsnNode instruction, String descriptor) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(RuntimeNames.ASYNCIO)
        && call.name.equals(RuntimeNames.DONE)
        && call.desc.equals(descriptor);
  }

  /**
   * The instruction before, unless others may jump in between: then a frame is there (JVMS 4.10.1).
   */
  private static @Nullable AbstractInsnNode precedingInBlock(AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction.getPrevious();
    while (at != null && at.getOpcode() < 0) {
      if (at instanceof FrameNode) {
        return null;
      }
      at = at.getPrevious();
    }
    return at;
  }
}
