package org.asyncio4j.compiler;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.lint.Lint;
import org.asyncio4j.compiler.lint.Warning;
import org.asyncio4j.compiler.scan.ClassScan;
import org.asyncio4j.compiler.scan.ConstantPool;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Compiles the {@code @Async} methods of one class at a time: class bytes in, class bytes and
 * coroutine classes out.
 *
 * <p>It reads nothing but the bytes it is given and never loads a class. Instances hold no state
 * and may be used by any number of threads.
 */
public final class AsyncCompiler {

  /** What becomes of the coroutine classes. */
  public enum Target {
    /**
     * Each coroutine method defines its coroutine class when it is first called: for classes that
     * are being loaded.
     */
    AGENT,
    /** The coroutine classes are class files beside the class: for a build. */
    BUILD
  }

  private final Target target;

  /**
   * Creates a compiler.
   *
   * @param target what becomes of the coroutine classes
   */
  public AsyncCompiler(Target target) {
    this.target = target;
  }

  /**
   * Compiles a class.
   *
   * @param classFile the bytes of its class file
   * @return the compiled class; the very same bytes when it has nothing to compile or is compiled
   *     already
   * @throws InvalidClassFileException when the class concerns the compiler but cannot be read
   */
  public CompiledClass compile(byte[] classFile) {
    if (!ConstantPool.mayConcern(classFile)) {
      return unchanged(classFile);
    }
    ClassReader reader;
    ClassScan scan;
    try {
      reader = new ClassReader(classFile);
      scan = ClassScan.of(reader);
    } catch (RuntimeException e) {
      throw unreadable(classFile, e);
    }
    return scan.concernsCompiler() ? rewrite(reader, scan) : unchanged(classFile);
  }

  private CompiledClass rewrite(ClassReader reader, ClassScan scan) {
    // No COMPUTE_FRAMES: that would ask for the common superclass of application classes, and so
    // load them.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassRewriter rewriter = new ClassRewriter(writer, scan, target == Target.AGENT);
    reader.accept(rewriter, ClassReader.EXPAND_FRAMES);
    List<Diagnostic> diagnostics = warnings(reader, scan);
    diagnostics.addAll(rewriter.diagnostics());
    if (!diagnostics.isEmpty()) {
      diagnostics.sort(comparingInt(Diagnostic::line));
    }
    return new CompiledClass(writer.toByteArray(), rewriter.companions(), diagnostics, true);
  }

  private static List<Diagnostic> warnings(ClassReader reader, ClassScan scan) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Warning warning : Lint.of(reader, scan)) {
      diagnostics.add(
          new Diagnostic(
              Severity.WARNING,
              scan.binaryName(),
              warning.method(),
              scan.sourceFile(),
              warning.line(),
              warning.message()));
    }
    return diagnostics;
  }

  private static InvalidClassFileException unreadable(byte[] classFile, RuntimeException e) {
    int major = ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
    return new InvalidClassFileException(
        "cannot read a class file of version " + major + ": " + e.getMessage(), e);
  }

  private static CompiledClass unchanged(byte[] classFile) {
    return new CompiledClass(classFile, Map.of(), List.of(), false);
  }
}
