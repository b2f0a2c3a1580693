package org.asyncio4j.compiler.scan;

import java.util.List;
import org.asyncio4j.compiler.analysis.CoroutineKind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What the selection needs to know of one method.
 *
 * @param access its access flags
 * @param name its name
 * @param descriptor its descriptor
 * @param annotated whether it carries {@code @Async}, or an annotation that says the same
 * @param test whether it is annotated as an asynchronous test or fixture
 * @param firstLine the source line of its first instruction, -1 when unknown
 * @param calls its calls of marker methods
 * @param references its method references to marker methods
 */
public record MethodSummary(
    int access,
    String name,
    String descriptor,
    boolean annotated,
    boolean test,
    int firstLine,
    List<MarkerUse> calls,
    List<MarkerUse> references) {

  /**
   * A use of {@code await}, {@code each} or {@code emit}.
   *
   * @param name which of them
   * @param line its source line, -1 when unknown
   */
  public record MarkerUse(String name, int line) {}

  public MethodSummary {
    calls = List.copyOf(calls);
    references = List.copyOf(references);
  }

  /** What identifies the method in its class. */
  public String key() {
    return name + descriptor;
  }

  public boolean is(int flag) {
    return (access & flag) != 0;
  }

  /** What it becomes if it is a coroutine; null when its declaration rules that out. */
  public @Nullable CoroutineKind kind() {
    return CoroutineKind.of(access, name, descriptor, test);
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
        : isLambdaBody() && !calls.isEmpty() && kind() != null;
  }

  /** Whether it uses a marker in a way that only a coroutine may. */
  public boolean isStray() {
    return !isCoroutine() && !(calls.isEmpty() && references.isEmpty());
  }

  public boolean isLambdaBody() {
    return is(Opcodes.ACC_SYNTHETIC) && name.startsWith("lambda$");
  }
}
