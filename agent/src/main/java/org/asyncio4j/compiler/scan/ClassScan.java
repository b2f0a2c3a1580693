package org.asyncio4j.compiler.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.names.TestNames;
import org.asyncio4j.compiler.scan.MethodSummary.MarkerUse;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One look over a whole class that selects what is to be compiled, before anything is. */
public final class ClassScan extends ClassVisitor {

  private final Map<String, MethodSummary> methods = new LinkedHashMap<>();
  private String name = "";
  private @Nullable String sourceFile;
  private int version;
  private boolean isInterface;
  private boolean compiled;

  private ClassScan() {
    super(Opcodes.ASM9);
  }

  /** Scans the class that {@code reader} holds. */
  public static ClassScan of(ClassReader reader) {
    ClassScan scan = new ClassScan();
    reader.accept(scan, ClassReader.SKIP_FRAMES);
    return scan;
  }

  /** Internal name of the class. */
  public String name() {
    return name;
  }

  /** Binary name of the class, as a stack trace has it. */
  public String binaryName() {
    return name.replace('/', '.');
  }

  public @Nullable String sourceFile() {
    return sourceFile;
  }

  /** Version of the class file as it stands there, the minor version in the upper half. */
  public int version() {
    return version;
  }

  public int majorVersion() {
    return version & 0xffff;
  }

  public boolean isInterface() {
    return isInterface;
  }

  /** Whether the class is an output of this compiler already. */
  public boolean isCompiled() {
    return compiled;
  }

  /** All methods by name and descriptor, in the order of the class file. */
  public Map<String, MethodSummary> methods() {
    return methods;
  }

  /** Whether the method with this name and descriptor is to become a coroutine. */
  public boolean isCoroutine(String key) {
    MethodSummary method = methods.get(key);
    return method != null && method.isCoroutine();
  }

  public boolean concernsCompiler() {
    if (compiled) {
      return false;
    }
    for (MethodSummary method : methods.values()) {
      if (method.isCoroutine() || method.isStray()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.name = name;
    this.version = version;
    this.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
  }

  @Override
  public void visitSource(@Nullable String source, @Nullable String debug) {
    sourceFile = source;
  }

  @Override
  public void visitAttribute(Attribute attribute) {
    compiled |= attribute.type.equals(CompiledMarker.NAME);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodScan(access, name, descriptor);
  }

  private final class MethodScan extends MethodVisitor {
    private final int access;
    private final String name;
    private final String descriptor;
    private final List<MarkerUse> calls = new ArrayList<>();
    private final List<MarkerUse> references = new ArrayList<>();
    private boolean async;
    private boolean asyncTest;
    private boolean jupiterMethod;
    private int firstLine = -1;
    private int line = -1;

    MethodScan(int access, String name, String descriptor) {
      super(Opcodes.ASM9);
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      async |= descriptor.equals(RuntimeNames.ASYNC_DESCRIPTOR);
      asyncTest |= TestNames.ASYNC_METHODS.contains(descriptor);
      jupiterMethod |= TestNames.JUPITER_METHODS.contains(descriptor);
      return null;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
      this.line = line;
      if (firstLine < 0) {
        firstLine = line;
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (isMarker(owner, name)) {
        calls.add(new MarkerUse(name, line));
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle && isMarker(handle.getOwner(), handle.getName())) {
          references.add(new MarkerUse(handle.getName(), line));
        }
      }
    }

    @Override
    public void visitEnd() {
      MethodSummary summary =
          new MethodSummary(
              access,
              name,
              descriptor,
              async || asyncTest,
              asyncTest || (async && jupiterMethod),
              firstLine,
              calls,
              references);
      methods.put(summary.key(), summary);
    }

    private boolean isMarker(String owner, String name) {
      return owner.equals(RuntimeNames.ASYNCIO)
          && (name.equals(RuntimeNames.AWAIT)
              || name.equals(RuntimeNames.EACH)
              || name.equals(RuntimeNames.EMIT));
    }
  }
}
