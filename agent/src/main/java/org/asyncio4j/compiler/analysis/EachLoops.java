package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes {@code for (T x : each(items))} a loop whose every step may suspend.
 *
 * <p>JLS 14.14.2: such a loop takes an iterator, keeps it in a variable of its own, and calls its
 * {@code hasNext} and {@code next} in turn. The first of these becomes a suspension point.
 */
final class EachLoops {

  private final MethodNode method;
  private final Set<VarInsnNode> iterators = new HashSet<>();

  private EachLoops(MethodNode method) {
    this.method = method;
  }

  static void rewrite(MethodNode method) throws Refusal {
    EachLoops loops = new EachLoops(method);
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction instanceof MethodInsnNode call
          && isCall(call, RuntimeNames.ASYNCIO, RuntimeNames.EACH)
          && call.desc.equals(RuntimeNames.EACH_DESCRIPTOR)) {
        loops.iterate(call);
      }
    }
    if (loops.iterators.isEmpty()) {
      return;
    }
    for (AbstractInsnNode step : loops.steps()) {
      loops.advance(step);
    }
  }

  /** The calls that become suspension points: of {@code hasNext} on the iterators. */
  private List<AbstractInsnNode> steps() {
    ControlFlow flow = ControlFlow.of(method);
    List<AbstractInsnNode> steps = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (isCall(instruction, "java/util/Iterator", "hasNext")
          && instruction.getPrevious() instanceof VarInsnNode load
          && !Collections.disjoint(iterators, ReachingStores.of(load, flow))) {
        steps.add(instruction);
      }
    }
    return steps;
  }

  private void iterate(MethodInsnNode each) throws Refusal {
    AbstractInsnNode iterator = ReachingStores.following(each);
    AbstractInsnNode store = iterator == null ? null : ReachingStores.following(iterator);
    if (!isCall(iterator, "java/lang/Iterable", "iterator")
        || !(store instanceof VarInsnNode variable)
        || variable.getOpcode() != Opcodes.ASTORE) {
      throw new Refusal(SuspensionPoint.lineOf(each), RefusalTexts.EACH_WITHOUT_LOOP);
    }
    method.instructions.remove(iterator);
    method.instructions.set(
        each,
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            RuntimeNames.COMPILED_COROUTINE,
            RuntimeNames.EACH,
            RuntimeNames.ITERATE_EACH,
            false));
    iterators.add(variable);
  }

  private void advance(AbstractInsnNode hasNext) {
    InsnList code = new InsnList();
    code.add(Marker.ADVANCE.call());
    code.add(new TypeInsnNode(Opcodes.CHECKCAST, "java/lang/Boolean"));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, "java/lang/Boolean", "booleanValue", "()Z", false));
    method.instructions.insertBefore(hasNext, code);
    method.instructions.remove(hasNext);
  }

  private static boolean isCall(@Nullable AbstractInsnNode instruction, String owner, String name) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(owner)
        && call.name.equals(name);
  }
}
