package org.asyncio4j.compiler.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds {@code wait}, {@code notify} and {@code notifyAll} of {@code Object} called on an object of
 * asyncio4j: in asyncio these names belong to conditions and events.
 *
 * <p>JLS 13.1: such a call names Object as its owner, whatever the receiver. So the receiver's type
 * is read off the stack map.
 */
final class OwnMonitors {

  private static final Set<String> NAMES = Set.of("wait", "notify", "notifyAll");

  private static final Set<String> PACKAGES =
      Set.of(
          "org/asyncio4j/", "org/asyncio4j/sync/", "org/asyncio4j/net/", "org/asyncio4j/process/");

  private OwnMonitors() {}

  static boolean isMonitorCall(MethodInsnNode call) {
    return NAMES.contains(call.name)
        && switch (call.desc) {
          case "()V" -> true;
          case "(J)V", "(JI)V" -> call.name.equals("wait");
          default -> false;
        };
  }

  /**
   * The calls of this kind in {@code method}, whose frames are expanded.
   *
   * @param owner internal name of the class that declares it
   */
  static Set<MethodInsnNode> callsIn(String owner, MethodNode method) {
    if (!mayHaveAny(method)) {
      return Set.of();
    }
    Set<MethodInsnNode> calls = new HashSet<>();
    AnalyzerAdapter types =
        new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call
          && isMonitorCall(call)
          && isOwn(receiver(call, types.stack))) {
        calls.add(call);
      }
      instruction.accept(types);
    }
    return calls;
  }

  static String message(MethodInsnNode call) {
    String what =
        "Object."
            + call.name
            + " on an object of asyncio4j, which means its monitor and no coroutine; ";
    return what
        + switch (call.name) {
          case "wait" -> "write await(...) or await(object.waitAsync())";
          case "notify" -> "write notifyOne()";
          default -> "write notifyEveryone()";
        };
  }

  private static boolean mayHaveAny(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && isMonitorCall(call)) {
        return true;
      }
    }
    return false;
  }

  /** The stack holds an entry a slot; null where the code is unreachable. */
  private static Object receiver(MethodInsnNode call, @Nullable List<Object> stack) {
    int argumentSlots = (Type.getArgumentsAndReturnSizes(call.desc) >> 2) - 1;
    return stack == null ? "" : stack.get(stack.size() - 1 - argumentSlots);
  }

  private static boolean isOwn(Object type) {
    return type instanceof String name
        && PACKAGES.contains(name.substring(0, name.lastIndexOf('/') + 1));
  }
}
