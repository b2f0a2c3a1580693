package org.asyncio4j.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asyncio4j.compiler.analysis.CoroutineKind;
import org.asyncio4j.compiler.analysis.Refusal;
import org.asyncio4j.compiler.emit.CoroutineEmitter;
import org.asyncio4j.compiler.emit.CoroutineMethod;
import org.asyncio4j.compiler.emit.TestMethod;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.scan.ClassScan;
import org.asyncio4j.compiler.scan.CompiledMarker;
import org.asyncio4j.compiler.scan.MethodSummary;
import org.asyncio4j.compiler.scan.Restrictions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Passes a class through, with its coroutine methods compiled and its refused methods made to
 * throw.
 *
 * <p>All other methods go to the writer unread, which copies their bytes.
 */
final class ClassRewriter extends ClassVisitor {

  /**
   * HotSpot interprets a method of more bytecode for ever, unless run with
   * -XX:-DontCompileHugeMethods.
   */
  private static final int HUGE_METHOD = 8000;

  private final ClassScan scan;
  private final boolean defining;
  private final Map<String, byte[]> companions = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, Integer> overloads = new HashMap<>();

  /**
   * Creates a rewriter for one class.
   *
   * @param next where the class goes
   * @param scan what was found in it
   * @param defining whether compiled methods define their coroutine classes themselves
   */
  ClassRewriter(ClassVisitor next, ClassScan scan, boolean defining) {
    super(Opcodes.ASM9, next);
    this.scan = scan;
    this.defining = defining;
  }

  Map<String, byte[]> companions() {
    return companions;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodSummary method = scan.methods().get(name + descriptor);
    if (method == null || !(method.isCoroutine() || method.isStray())) {
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
      @Override
      public void visitEnd() {
        rewrite(this, method);
      }
    };
  }

  @Override
  public void visitEnd() {
    cv.visitAttribute(new CompiledMarker());
    super.visitEnd();
  }

  private void rewrite(MethodNode node, MethodSummary method) {
    Refusal refusal = Restrictions.of(scan, method).orElse(null);
    if (refusal == null) {
      try {
        compile(node, method);
        return;
      } catch (Refusal found) {
        refusal = found;
      }
    }
    refuse(node, report(Severity.ERROR, method.name(), refusal.line(), refusal.message()));
  }

  private Diagnostic report(Severity severity, String method, int line, String message) {
    Diagnostic diagnostic =
        new Diagnostic(severity, scan.binaryName(), method, scan.sourceFile(), line, message);
    diagnostics.add(diagnostic);
    return diagnostic;
  }

  private static String huge(int size) {
    return "@Async method of "
        + size
        + " bytes once compiled, more than the "
        + HUGE_METHOD
        + " up to which HotSpot compiles a method to machine code (HugeMethodLimit); split it into"
        + " several @Async methods";
  }

  private void compile(MethodNode node, MethodSummary summary) throws Refusal {
    CoroutineMethod method = name(summary);
    // The analysis takes the code apart; the declaration stays with the method.
    MethodNode code = new MethodNode(node.access, node.name, node.desc, node.signature, null);
    code.instructions = node.instructions;
    code.tryCatchBlocks = node.tryCatchBlocks;
    code.maxLocals = node.maxLocals;
    code.localVariables = node.localVariables;
    code.visibleLocalVariableAnnotations = node.visibleLocalVariableAnnotations;
    code.invisibleLocalVariableAnnotations = node.invisibleLocalVariableAnnotations;
    CoroutineEmitter compiled = CoroutineEmitter.compile(method, code);
    companions.put(method.coroutineClass(), compiled.coroutineClass());
    if (compiled.bodySize() > HUGE_METHOD) {
      report(Severity.WARNING, summary.name(), summary.firstLine(), huge(compiled.bodySize()));
    }
    declare(node);
    if (summary.test() && method.kind() == CoroutineKind.COROUTINE) {
      TestMethod.split(method, node, maker -> compiled.emitMethod(maker, defining)).accept(cv);
    } else {
      compiled.emitMethod(node, defining);
    }
    node.accept(cv);
    compiled.body().accept(cv);
  }

  /** Leaves a method its declaration: annotations, signature, parameters; no code. */
  private static void declare(MethodNode node) {
    node.instructions = new InsnList();
    node.tryCatchBlocks = new ArrayList<>();
    node.localVariables = null;
    node.visibleLocalVariableAnnotations = null;
    node.invisibleLocalVariableAnnotations = null;
  }

  private void refuse(MethodNode node, Diagnostic diagnostic) {
    if ((node.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
      declare(node);
      node.visitCode();
      node.visitTypeInsn(Opcodes.NEW, RuntimeNames.COMPILATION_ERROR);
      node.visitInsn(Opcodes.DUP);
      node.visitLdcInsn(diagnostic.toString());
      node.visitMethodInsn(
          Opcodes.INVOKESPECIAL,
          RuntimeNames.COMPILATION_ERROR,
          "<init>",
          "(Ljava/lang/String;)V",
          false);
      node.visitInsn(Opcodes.ATHROW);
      node.visitMaxs(0, 0);
    }
    node.accept(cv);
  }

  private CoroutineMethod name(MethodSummary method) {
    int overload = overloads.getOrDefault(method.name(), 0);
    overloads.put(method.name(), overload + 1);
    String coroutineClass =
        scan.name()
            + "$"
            + method.name()
            + "$Coroutine"
            + (overload == 0 ? "" : "$" + (overload + 1));
    return new CoroutineMethod(
        Objects.requireNonNull(method.kind()),
        scan.name(),
        scan.isInterface(),
        scan.version(),
        scan.sourceFile(),
        method.access(),
        method.name(),
        method.descriptor(),
        coroutineClass,
        overload,
        method.firstLine());
  }
}
