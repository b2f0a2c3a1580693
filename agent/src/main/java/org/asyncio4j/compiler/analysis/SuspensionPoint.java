package org.asyncio4j.compiler.analysis;

import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A place where a body may be suspended: a call of {@code Asyncio.await}, or the await of what the
 * method returns.
 *
 * @param call the marker call
 * @param state the resume point, counted from 1 in the order of the code
 */
public record SuspensionPoint(MethodInsnNode call, int state) {

  /**
   * The marker that {@link Returns} puts before a return of another coroutine; compiled like any
   * other.
   */
  static final String RETURN_MARKER = "(L" + RuntimeNames.COROUTINE + ";)Ljava/lang/Object;";

  /**
   * Makes the marker call that awaits the coroutine on the stack in the name of a {@code return}.
   */
  static MethodInsnNode returnMarker() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        RuntimeNames.COMPILED_COROUTINE,
        RuntimeNames.AWAIT_RETURNED,
        RETURN_MARKER,
        false);
  }

  /** Whether {@code instruction} is a marker call. */
  public static boolean isMarker(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && (isAwait(call)
            || (call.owner.equals(RuntimeNames.COMPILED_COROUTINE)
                && call.desc.equals(RETURN_MARKER)));
  }

  private static boolean isAwait(MethodInsnNode call) {
    return call.owner.equals(RuntimeNames.ASYNCIO) && call.name.equals(RuntimeNames.AWAIT);
  }

  /** Number of stack entries that the marker takes. */
  public int argumentCount() {
    return takesClass() ? 2 : 1;
  }

  /**
   * Whether this is the form that names an exception type for javac, which is of no use at run
   * time.
   */
  public boolean takesClass() {
    return call.desc.equals(RuntimeNames.AWAIT_THROWING);
  }

  /** Name of the runtime's method that takes the marker's place. */
  public String resumableName() {
    return isAwait(call) ? RuntimeNames.AWAIT : RuntimeNames.AWAIT_RETURNED;
  }

  /** Descriptor of the runtime's method that takes the marker's place. */
  public String resumableDescriptor() {
    return switch (call.desc) {
      case RuntimeNames.AWAIT_STAGE -> RuntimeNames.RESUMABLE_STAGE;
      case RuntimeNames.AWAIT_AWAITABLE, RuntimeNames.AWAIT_THROWING ->
          RuntimeNames.RESUMABLE_AWAITABLE;
      default -> RuntimeNames.RESUMABLE_RETURNED;
    };
  }

  /** The source line of the call, -1 when unknown. */
  public int line() {
    return lineOf(call);
  }

  /** The source line of an instruction, -1 when unknown. */
  static int lineOf(AbstractInsnNode instruction) {
    for (AbstractInsnNode at = instruction; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return -1;
  }
}
