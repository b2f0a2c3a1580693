package org.asyncio4j.torture.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Compares the loops of methods before and after they are compiled. */
final class LoopCheck {
  private static final String BODY_START =
      "(Lorg/asyncio4j/codegen/CompiledCoroutine;Ljava/lang/Object;Ljava/lang/Throwable;";

  private LoopCheck() {}

  /**
   * Finds methods whose compiled body is irreducible though their source is not.
   *
   * @param source the class before
   * @param compiled the class after
   * @return the names of such methods, with the name of the class
   */
  static List<String> newlyIrreducible(byte[] source, byte[] compiled) {
    Map<String, Boolean> sourceReducible = new HashMap<>();
    ClassNode before = read(source);
    for (MethodNode method : before.methods) {
      if (isAsync(method)) {
        sourceReducible.merge(method.name, Reducibility.isReducible(method), Boolean::logicalAnd);
      }
    }
    List<String> found = new ArrayList<>();
    for (MethodNode method : read(compiled).methods) {
      if ((method.access & Opcodes.ACC_STATIC) != 0
          && method.desc.startsWith(BODY_START)
          && sourceReducible.getOrDefault(method.name, false)
          && !Reducibility.isReducible(method)) {
        found.add(before.name + "." + method.name + method.desc);
      }
    }
    return found;
  }

  private static boolean isAsync(MethodNode method) {
    return method.visibleAnnotations != null
        && method.visibleAnnotations.stream()
            .anyMatch(annotation -> annotation.desc.equals("Lorg/asyncio4j/Async;"));
  }

  private static ClassNode read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    return node;
  }
}
