package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.compiler.analysis.TypeFlow.State;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Awaits {@code closeAsync()} wherever {@code close()} is called on an {@code AsyncCloseable}, by
 * the source or by a {@code try} with resources.
 *
 * <p>Which object is one is known at run time only: the hierarchy of its class is not looked at.
 */
final class AsyncCloses {

  private final MethodNode method;
  private final FrameTypes frames;

  private AsyncCloses(MethodNode method) {
    this.method = method;
    this.frames = new FrameTypes(method.instructions);
  }

  static void rewrite(String owner, MethodNode method) {
    List<AbstractInsnNode> calls = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (isClose(instruction)) {
        calls.add(instruction);
      }
    }
    if (calls.isEmpty()) {
      return;
    }
    TypeFlow types = TypeFlow.of(owner, method);
    // A lock that is held rules out the await, not the close of what needs none.
    calls.removeAll(Monitors.within(ControlFlow.of(method), calls));
    AsyncCloses closes = new AsyncCloses(method);
    for (AbstractInsnNode call : calls) {
      State state = types.before(call);
      if (state != null) {
        closes.rewrite(call, state);
      }
    }
  }

  /** Whether {@code instruction} closes an object whose class may be an {@code AsyncCloseable}. */
  static boolean isClose(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && (call.getOpcode() == Opcodes.INVOKEVIRTUAL
            || call.getOpcode() == Opcodes.INVOKEINTERFACE)
        && call.name.equals("close")
        && call.desc.equals("()V");
  }

  private void rewrite(AbstractInsnNode call, State state) {
    LabelNode plain = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList before = new InsnList();
    before.add(new InsnNode(Opcodes.DUP));
    before.add(new TypeInsnNode(Opcodes.INSTANCEOF, RuntimeNames.ASYNC_CLOSEABLE));
    before.add(new JumpInsnNode(Opcodes.IFEQ, plain));
    before.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeNames.ASYNC_CLOSEABLE));
    before.add(
        new MethodInsnNode(
            Opcodes.INVOKEINTERFACE,
            RuntimeNames.ASYNC_CLOSEABLE,
            RuntimeNames.CLOSE_ASYNC,
            RuntimeNames.CLOSE_ASYNC_DESCRIPTOR,
            true));
    before.add(Marker.AWAIT.call());
    before.add(new InsnNode(Opcodes.POP));
    before.add(new JumpInsnNode(Opcodes.GOTO, end));
    before.add(plain);
    before.add(frames.frame(state.locals(), state.stack()));

    InsnList after = new InsnList();
    after.add(end);
    after.add(frames.frame(state.locals(), state.below(1)));
    if (FrameTypes.follows(call)) {
      after.add(new InsnNode(Opcodes.NOP));
    }
    method.instructions.insertBefore(call, before);
    method.instructions.insert(call, after);
  }
}
