package org.asyncio4j.compiler.analysis;

import static org.asyncio4j.compiler.analysis.ReachingStores.preceding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns "return a coroutine" into "return its result": {@code return done(v)} returns {@code v}.
 * Any other coroutine takes the place of this one, a tail call; in a {@code try} it is awaited
 * first.
 *
 * <p>Where a {@code finally} follows, javac keeps the coroutine in a temporary while the {@code
 * finally} runs. It is awaited before that, inside the protected range, so that handlers and {@code
 * finally} see its outcome.
 */
final class Returns {

  private final MethodNode method;
  private final List<AbstractInsnNode> inTry = new ArrayList<>();
  private final List<AbstractInsnNode> inTailPosition = new ArrayList<>();
  private final Set<VarInsnNode> delayed = new LinkedHashSet<>();

  private Returns(MethodNode method) {
    this.method = method;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.ARETURN) {
        boolean within = isProtected(instruction) || !rangesLeftAt(instruction).isEmpty();
        (within ? inTry : inTailPosition).add(instruction);
      }
    }
    if (!method.tryCatchBlocks.isEmpty()) {
      ControlFlow flow = ControlFlow.of(method);
      collectDelayed(inTry, flow);
      collectDelayed(inTailPosition, flow);
    }
  }

  static void rewrite(MethodNode method) {
    Returns returns = new Returns(method);
    for (VarInsnNode store : returns.delayed) {
      returns.awaitBeforeFinally(store);
    }
    for (AbstractInsnNode areturn : returns.inTry) {
      returns.awaitInTry(areturn);
    }
    for (AbstractInsnNode areturn : returns.inTailPosition) {
      returns.rewrite(areturn, TailCall.marker());
    }
  }

  /** A coroutine of no value returns null to its driver. */
  static void rewriteVoid(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == Opcodes.RETURN) {
        method.instructions.insertBefore(instruction, new InsnNode(Opcodes.ACONST_NULL));
        method.instructions.set(instruction, new InsnNode(Opcodes.ARETURN));
      }
    }
  }

  /** Whether {@code marker} was needed. */
  private boolean rewrite(AbstractInsnNode areturn, MethodInsnNode marker) {
    AbstractInsnNode value = ReachingStores.beforeUnlocking(preceding(areturn));
    if (isDone(value, RuntimeNames.DONE_VALUE)) {
      method.instructions.remove(value);
    } else if (isDone(value, RuntimeNames.DONE_VOID)) {
      method.instructions.set(value, new InsnNode(Opcodes.ACONST_NULL));
    } else if (!isNull(value)) {
      method.instructions.insertBefore(areturn, marker);
      return true;
    }
    return false;
  }

  private void awaitInTry(AbstractInsnNode areturn) {
    List<TryCatchBlockNode> left = rangesLeftAt(areturn);
    AbstractInsnNode locked = beforeUnlocking(areturn);
    if (locked != null && !left.isEmpty() && !isFinished(locked)) {
      // The await belongs into the try, and so into the synchronized block: refused there.
      method.instructions.insert(locked, Marker.AWAIT_RETURNED.call());
    } else if (rewrite(areturn, Marker.AWAIT_RETURNED.call())) {
      LabelNode end = new LabelNode();
      method.instructions.insertBefore(areturn, end);
      for (TryCatchBlockNode range : left) {
        range.end = end;
      }
    }
  }

  /**
   * The ranges that {@code areturn} leaves and that hold what it returns. javac has the range of a
   * {@code try} end before the instruction that returns from it.
   */
  private List<TryCatchBlockNode> rangesLeftAt(AbstractInsnNode areturn) {
    AbstractInsnNode locked = beforeUnlocking(areturn);
    AbstractInsnNode last = locked == null ? areturn.getPrevious() : locked;
    while (last != null && last.getOpcode() < 0) {
      last = last.getPrevious();
    }
    List<TryCatchBlockNode> ranges = new ArrayList<>();
    if (last != null) {
      int from = method.instructions.indexOf(last);
      int to = method.instructions.indexOf(areturn);
      for (TryCatchBlockNode range : method.tryCatchBlocks) {
        int end = method.instructions.indexOf(range.end);
        // What releases the lock of a synchronized block has a range and is no try.
        boolean counts = range.type != null || locked == null;
        if (counts && method.instructions.indexOf(range.start) <= from && from < end && end <= to) {
          ranges.add(range);
        }
      }
    }
    return ranges;
  }

  /**
   * Where {@code areturn} leaves synchronized blocks, the instruction before: it makes the value.
   */
  private static @Nullable AbstractInsnNode beforeUnlocking(AbstractInsnNode areturn) {
    AbstractInsnNode last = preceding(areturn);
    AbstractInsnNode value = ReachingStores.beforeUnlocking(last);
    return value == last ? null : value;
  }

  private void awaitBeforeFinally(VarInsnNode store) {
    AbstractInsnNode value = preceding(store);
    if (!isFinished(value)) {
      InsnList code = new InsnList();
      code.add(Marker.AWAIT_RETURNED.call());
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

  /** Adds the stores into the temporaries that some of {@code areturns} return. */
  private void collectDelayed(List<AbstractInsnNode> areturns, ControlFlow flow) {
    for (AbstractInsnNode areturn : areturns) {
      if (preceding(areturn) instanceof VarInsnNode load && !isNamed(load)) {
        for (VarInsnNode store : ReachingStores.of(load, flow)) {
          if (isFollowedByFinally(store, load)) {
            delayed.add(store);
          }
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

  /**
   * Whether the {@code finally} of a range around {@code store} stands between it and {@code load}.
   * A variable of the source would be loaded behind the range's handler, where the paths through
   * the {@code try} meet.
   */
  private boolean isFollowedByFinally(AbstractInsnNode store, AbstractInsnNode load) {
    int from = method.instructions.indexOf(store);
    int to = method.instructions.indexOf(load);
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      if (method.instructions.indexOf(range.start) <= from
          && from < method.instructions.indexOf(range.end)
          && to < method.instructions.indexOf(range.handler)) {
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

  private static boolean isFinished(@Nullable AbstractInsnNode value) {
    return isDone(value, RuntimeNames.DONE_VALUE)
        || isDone(value, RuntimeNames.DONE_VOID)
        || isNull(value);
  }

  private static boolean isNull(@Nullable AbstractInsnNode value) {
    return value != null && value.getOpcode() == Opcodes.ACONST_NULL;
  }

  private static boolean isDone(@Nullable AbstractInsnNode instruction, String descriptor) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(RuntimeNames.ASYNCIO)
        && call.name.equals(RuntimeNames.DONE)
        && call.desc.equals(descriptor);
  }
}
