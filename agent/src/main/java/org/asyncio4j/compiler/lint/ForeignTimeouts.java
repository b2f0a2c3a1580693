package org.asyncio4j.compiler.lint;

import java.util.LinkedHashSet;
import java.util.Set;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Finds handlers of {@code java.util.concurrent.TimeoutException} around an await that never throws
 * it: the wrong import compiles and catches nothing.
 */
final class ForeignTimeouts {

  private static final String FOREIGN = "java/util/concurrent/TimeoutException";
  private static final String OWN = "org/asyncio4j/AsyncTimeoutException";

  /** What ends in a timeout of asyncio4j's own. */
  private static final Set<String> TIMING_OUT = Set.of("waitFor", "timeout");

  /** What cannot fail with an exception of the program's. */
  private static final Set<String> NEVER_FOREIGN = Set.of("sleep", "yieldNow", "wait");

  private ForeignTimeouts() {}

  static Set<Warning> in(MethodNode method) {
    Set<Warning> found = new LinkedHashSet<>();
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      if (FOREIGN.equals(range.type) && !catchesOwnToo(method, range)) {
        inspect(method, range, found);
      }
    }
    return found;
  }

  private static boolean catchesOwnToo(MethodNode method, TryCatchBlockNode foreign) {
    return method.tryCatchBlocks.stream()
        .anyMatch(range -> range.start == foreign.start && OWN.equals(range.type));
  }

  private static void inspect(MethodNode method, TryCatchBlockNode range, Set<Warning> found) {
    for (AbstractInsnNode at = range.start; at != null && at != range.end; at = at.getNext()) {
      String awaited = at instanceof MethodInsnNode call ? wronglyAwaited(call) : null;
      if (awaited != null) {
        found.add(new Warning(method.name, line(range.handler), message(awaited)));
      }
    }
  }

  /** The method of Asyncio whose result {@code call} awaits, if this handler is wrong for it. */
  private static @Nullable String wronglyAwaited(MethodInsnNode call) {
    if (!call.owner.equals(RuntimeNames.ASYNCIO) || !call.name.equals(RuntimeNames.AWAIT)) {
      return null;
    }
    AbstractInsnNode argument = preceding(call);
    boolean namesForeign =
        argument instanceof LdcInsnNode constant
            && constant.cst instanceof Type type
            && type.getInternalName().equals(FOREIGN);
    if (argument instanceof LdcInsnNode) {
      argument = preceding(argument);
    }
    if (!(argument instanceof MethodInsnNode made) || !made.owner.equals(RuntimeNames.ASYNCIO)) {
      return null;
    }
    boolean wrong =
        TIMING_OUT.contains(made.name) || (namesForeign && NEVER_FOREIGN.contains(made.name));
    return wrong ? made.name : null;
  }

  private static String message(String awaited) {
    return "catch of java.util.concurrent.TimeoutException around await("
        + awaited
        + "(...)), which never throws it; catch org.asyncio4j.AsyncTimeoutException, the one that"
        + " a timeout of asyncio4j ends in";
  }

  private static @Nullable AbstractInsnNode preceding(AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction.getPrevious();
    while (at != null && at.getOpcode() < 0) {
      at = at.getPrevious();
    }
    return at;
  }

  /** The line that a label stands at: the first one given after it. */
  private static int line(AbstractInsnNode label) {
    for (AbstractInsnNode at = label; at != null; at = at.getNext()) {
      if (at instanceof LineNumberNode number) {
        return number.line;
      }
    }
    return -1;
  }
}
