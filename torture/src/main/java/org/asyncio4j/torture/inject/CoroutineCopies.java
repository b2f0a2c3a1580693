package org.asyncio4j.torture.inject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives a class, beside each method, an {@code @Async} copy of it with awaits injected.
 *
 * <p>The methods themselves stay, so that what overrides what, and which calls are allowed, stays;
 * the copies are private.
 */
public final class CoroutineCopies {
  /** How many of a hundred places of a method may get an await; one of these for each method. */
  private static final int[] PERCENTS = {1, 4, 12, 40};

  private final long seed;
  private final boolean driven;

  /**
   * Creates an injector.
   *
   * @param seed decides, together with the name of the class, what is injected where
   * @param driven whether each method runs its copy, instead of its own code
   */
  public CoroutineCopies(long seed, boolean driven) {
    this.seed = seed;
    this.driven = driven;
  }

  /**
   * Adds the copies.
   *
   * @return the class with its copies; without any where no method allows for one, or the class
   *     would become too large for a class file
   */
  public InjectedClass inject(byte[] classFile) {
    Set<String> tooLarge = new HashSet<>();
    while (true) {
      try {
        return inject(classFile, tooLarge);
      } catch (MethodTooLargeException e) {
        if (!tooLarge.add(e.getMethodName() + e.getDescriptor())) {
          throw e;
        }
      } catch (ClassTooLargeException e) {
        return new InjectedClass(classFile, List.of(), 0);
      }
    }
  }

  private InjectedClass inject(byte[] classFile, Set<String> tooLarge) {
    ClassNode owner = new ClassNode();
    new ClassReader(classFile).accept(owner, 0);
    SplittableRandom random = new SplittableRandom(seed ^ owner.name.hashCode());
    List<MethodNode> copies = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int awaits = 0;
    if ((owner.version & 0xffff) >= Opcodes.V1_8) {
      for (MethodNode method : owner.methods) {
        if (isEligible(method)) {
          MethodNode copy = copyOf(method, copyName(method, copies, random));
          CoroutineReturns.rewrite(copy, Type.getReturnType(method.desc), random);
          awaits +=
              new AwaitInjector(random, PERCENTS[random.nextInt(PERCENTS.length)]).inject(copy);
          if (!tooLarge.contains(copy.name + copy.desc)) {
            copies.add(copy);
            names.add(copy.name + copy.desc);
            if (driven) {
              DrivingMethod.replaceCode(owner, method, copy);
            }
          }
        }
      }
    }
    if (copies.isEmpty()) {
      return new InjectedClass(classFile, List.of(), 0);
    }
    owner.methods.addAll(copies);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    owner.accept(writer);
    return new InjectedClass(writer.toByteArray(), names, awaits);
  }

  private static boolean isEligible(MethodNode method) {
    if (method.name.startsWith("<")
        || method.instructions.size() == 0
        || (method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return false;
    }
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.MONITORENTER) {
        return false;
      }
    }
    return true;
  }

  /** Mostly the method's own name; at times one that many copies share, as overloads. */
  private static String copyName(
      MethodNode method, List<MethodNode> copies, SplittableRandom random) {
    String descriptor = coroutineDescriptor(method);
    String name = random.nextInt(4) == 0 ? "overload$async" : method.name + "$async";
    String free = name;
    for (int i = 2; isTaken(copies, free, descriptor); i++) {
      free = name + i;
    }
    return free;
  }

  private static boolean isTaken(List<MethodNode> copies, String name, String descriptor) {
    return copies.stream().anyMatch(m -> m.name.equals(name) && m.desc.equals(descriptor));
  }

  private static String coroutineDescriptor(MethodNode method) {
    return Type.getMethodDescriptor(
        Type.getObjectType("org/asyncio4j/Coroutine"), Type.getArgumentTypes(method.desc));
  }

  private static MethodNode copyOf(MethodNode method, String name) {
    MethodNode copy =
        new MethodNode(
            Opcodes.ASM9,
            (method.access & Opcodes.ACC_STATIC) | Opcodes.ACC_PRIVATE,
            name,
            coroutineDescriptor(method),
            null,
            method.exceptions.toArray(String[]::new));
    method.accept(copy);
    copy.visibleAnnotations = new ArrayList<>(List.of(new AnnotationNode("Lorg/asyncio4j/Async;")));
    copy.annotationDefault = null;
    return copy;
  }
}
