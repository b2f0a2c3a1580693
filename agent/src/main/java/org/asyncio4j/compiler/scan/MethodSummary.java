package org.asyncio4j.compiler.scan;

import java.util.List;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the selection needs to know of one method.
 *
 * @param access its access flags
 * @param name its name
 * @param descriptor its descriptor
 * @param annotated whether it carries {@code @Async}
 * @param firstLine the source line of its first instruction, -1 when unknown
 * @param awaits the source lines of its awaits, -1 for an unknown one
 * @param references the source lines of its method references to the marker method
 */
public record MethodSummary(
    int access,
    String name,
    String descriptor,
    boolean annotated,
    int firstLine,
    List<Integer> awaits,
    List<Integer> references) {

  public MethodSummary {
    awaits = List.copyOf(awaits);
    references = List.copyOf(references);
  }

  /** What identifies the method in its class. */
  public String key() {
    return name + descriptor;
  }

  public boolean is(int flag) {
    return (access & flag) != 0;
  }

  public boolean returnsCoroutine() {
    return Type.getReturnType(descriptor)
        .getDescriptor()
        .equals("L" + RuntimeNames.COROUTINE + ";");
  }

  /**
   * Whether this is to become a coroutine: an annotated method, or the body of a lambda that
   * awaits.
   *
   * <p>javac copies annotations to bridges (JLS 15.12.4.5), whose only job is to call the method
   * itself. A lambda can carry no annotation; its body is a synthetic method that no source line
   * but the lambda can call.
   */
  public boolean isCoroutine() {
    return annotated
        ? !is(Opcodes.ACC_BRIDGE)
        : isLambdaBody() && !awaits.isEmpty() && returnsCoroutine();
  }

  /** Whether it awaits, in a way that only a coroutine may. */
  public boolean isStray() {
    return !isCoroutine() && !(awaits.isEmpty() && references.isEmpty());
  }

  public boolean isLambdaBody() {
    return is(Opcodes.ACC_SYNTHETIC) && name.startsWith("lambda$");
  }
}
