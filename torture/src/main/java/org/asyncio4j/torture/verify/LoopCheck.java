package org.asyncio4j.torture.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Compares the loops of methods before and after they are compiled. */
final class LoopCheck {
  private static final String BODY_START =
      "(Lorg/asyncio4j/codegen/CompiledCoroutine;Ljava/lang/Object;Ljava/lang/Throwable;";

  private LoopCheck() {}

  /**
   * Finds methods whose compiled body is irreducible though their source is not, and bodies that
   * are missing.
   *
   * @param source the class before
   * @param compiled the class after
   * @param bodies how many compiled bodies it should have
   * @return what was found
   */
  static List<String> differences(byte[] source, byte[] compiled, int bodies) {
    Map<String, Boolean> sourceReducible = new HashMap<>();
    ClassNode before = read(source);
    for (MethodNode method : before.methods) {
      if (isAsync(method)) {
        sourceReducible.merge(method.name, Reducibility.isReducible(method), Boolean::logicalAnd);
      }
    }
    List<String> found = new ArrayList<>();
    int missing = bodies;
    for (MethodNode method : read(compiled).methods) {
      if (method.desc.startsWith(BODY_START)) {
        missing--;
        if (sourceReducible.getOrDefault(method.name, true) && !Reducibility.isReducible(method)) {
          found.add(method.name + method.desc + ": a loop of the compiled body has two entries");
        }
      }
    }
    if (missing != 0) {
      found.add("compiled bodies too few: " + missing);
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
