package org.asyncio4j.torture.inject;

import java.util.SplittableRandom;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts awaits at random places of a method's code: between any two instructions, whatever lies on
 * the operand stack, and around the results of calls.
 */
final class AwaitInjector {
  private static final String ASYNCIO = "org/asyncio4j/Asyncio";
  private static final String PACES = "org/asyncio4j/torture/suite/Paces";
  private static final String AWAIT_AWAITABLE = "(Lorg/asyncio4j/Awaitable;)Ljava/lang/Object;";
  private static final String AWAIT_STAGE =
      "(Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;";

  private final SplittableRandom random;
  private final int percent;
  private int injected;

  /**
   * Creates an injector for one method.
   *
   * @param random what decides
   * @param percent how many of a hundred places get an await
   */
  AwaitInjector(SplittableRandom random, int percent) {
    this.random = random;
    this.percent = percent;
  }

  /** Injects at least one await; answers how many. */
  int inject(MethodNode method) {
    AbstractInsnNode[] code = method.instructions.toArray();
    for (AbstractInsnNode instruction : code) {
      if (isPlace(instruction) && random.nextInt(100) < percent) {
        method.instructions.insertBefore(instruction, bareAwait());
        injected++;
      }
      if (instruction instanceof MethodInsnNode call
          && isCarried(Type.getReturnType(call.desc))
          && random.nextInt(100) < percent) {
        method.instructions.insert(call, carryingAwait(Type.getReturnType(call.desc)));
        injected++;
      }
    }
    if (injected == 0) {
      injectAnywhere(method, code);
    }
    return injected;
  }

  private void injectAnywhere(MethodNode method, AbstractInsnNode[] code) {
    int start = random.nextInt(code.length);
    for (int i = 0; i < code.length; i++) {
      AbstractInsnNode instruction = code[(start + i) % code.length];
      if (isPlace(instruction)) {
        method.instructions.insertBefore(instruction, bareAwait());
        injected++;
        return;
      }
    }
  }

  /**
   * Not right before {@code new}: stack map frames name an uninitialised object by the offset of
   * its {@code new} (JVMS 4.7.4), and here that offset is a label which the await would come
   * behind.
   */
  private static boolean isPlace(AbstractInsnNode instruction) {
    return instruction.getOpcode() >= 0 && instruction.getOpcode() != Opcodes.NEW;
  }

  /** Types that every class may name in a cast. */
  private static boolean isCarried(Type type) {
    return Boxing.isPrimitive(type) || type.getDescriptor().startsWith("Ljava/lang/");
  }

  private InsnList bareAwait() {
    InsnList code = new InsnList();
    if (random.nextInt(8) == 0) {
      code.add(paces("stage", "()Ljava/util/concurrent/CompletionStage;"));
      code.add(await(AWAIT_STAGE));
    } else {
      code.add(paces("next", "()Lorg/asyncio4j/Awaitable;"));
      code.add(await(AWAIT_AWAITABLE));
    }
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }

  /** The value on the stack goes through an await and comes back. */
  private static InsnList carryingAwait(Type type) {
    InsnList code = Boxing.box(type);
    code.add(paces("of", "(Ljava/lang/Object;)Lorg/asyncio4j/Awaitable;"));
    code.add(await(AWAIT_AWAITABLE));
    code.add(Boxing.unbox(type));
    return code;
  }

  private static MethodInsnNode paces(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, PACES, name, descriptor, false);
  }

  private static MethodInsnNode await(String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, ASYNCIO, "await", descriptor, false);
  }
}
