package org.asyncio4j.torture.library;

import java.util.function.Function;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.CompiledClass;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.Severity;

/** The compiler behind types that both sides of a class loader know. */
public final class CompilerCall implements Function<byte[], Compilation> {
  private final AsyncCompiler compiler;

  /**
   * Creates a compiler.
   *
   * @param embedded whether the classes define their coroutine classes themselves
   */
  public CompilerCall(boolean embedded) {
    compiler =
        new AsyncCompiler(embedded ? AsyncCompiler.Target.AGENT : AsyncCompiler.Target.BUILD);
  }

  @Override
  public Compilation apply(byte[] classFile) {
    CompiledClass compiled = compiler.compile(classFile);
    return new Compilation(
        compiled.bytes(),
        compiled.companions(),
        compiled.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .map(Diagnostic::toString)
            .toList());
  }
}
