package org.asyncio4j.compiler.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PROTECTED;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.ICONST_M1;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.RETURN;

import org.asyncio4j.compiler.analysis.CoroutineKind;
import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.asyncio4j.compiler.emit.FieldLayout.Field;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.scan.CompiledMarker;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the coroutine class: the fields, the way into the body, and what a stack trace wants to
 * know.
 */
final class CoroutineClassEmitter {

  private final CoroutineMethod method;
  private final MethodAnalysis analysis;
  private final FieldLayout layout;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  CoroutineClassEmitter(CoroutineMethod method, MethodAnalysis analysis, FieldLayout layout) {
    this.method = method;
    this.analysis = analysis;
    this.layout = layout;
  }

  byte[] emit() {
    writer.visit(
        method.version(),
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        method.coroutineClass(),
        null,
        RuntimeNames.COMPILED_COROUTINE,
        null);
    writer.visitSource(method.sourceFile(), null);
    writer.visitAttribute(new CompiledMarker());
    for (Field field : layout.fields()) {
      writer.visitField(0, field.name(), field.descriptor(), null, null).visitEnd();
    }
    constructor();
    resume();
    answer(RuntimeNames.DECLARING_CLASS, method.owner().replace('/', '.'));
    answer(RuntimeNames.METHOD_NAME, method.name());
    answer(RuntimeNames.SOURCE_FILE, method.sourceFile());
    line();
    if (method.kind() == CoroutineKind.GENERATOR) {
      isGeneratorFrame();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void constructor() {
    MethodVisitor code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, RuntimeNames.COMPILED_COROUTINE, "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
  }

  private void resume() {
    MethodVisitor code =
        writer.visitMethod(
            ACC_PROTECTED, RuntimeNames.RESUME, RuntimeNames.RESUME_DESCRIPTOR, null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitVarInsn(ALOAD, 1);
    code.visitVarInsn(ALOAD, 2);
    for (int i = 0; i < method.overload(); i++) {
      code.visitInsn(ICONST_0);
    }
    code.visitMethodInsn(
        INVOKESTATIC, method.owner(), method.name(), method.bodyDescriptor(), method.inInterface());
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
  }

  private void answer(String name, @Nullable String text) {
    MethodVisitor code =
        writer.visitMethod(ACC_PROTECTED, name, "()Ljava/lang/String;", null, null);
    code.visitCode();
    if (text == null) {
      code.visitInsn(ACONST_NULL);
    } else {
      code.visitLdcInsn(text);
    }
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
  }

  private void isGeneratorFrame() {
    MethodVisitor code =
        writer.visitMethod(ACC_PROTECTED, RuntimeNames.IS_GENERATOR_FRAME, "()Z", null, null);
    code.visitCode();
    code.visitInsn(ICONST_1);
    code.visitInsn(IRETURN);
    code.visitMaxs(0, 0);
  }

  /**
   * A string is the smallest table from state to line: JVMS 4.7.12 has lines of 16 bits, as
   * characters have.
   */
  private void line() {
    StringBuilder lines = new StringBuilder();
    lines.append((char) method.firstLine());
    for (SuspensionPoint point : analysis.points()) {
      lines.append((char) point.line());
    }
    MethodVisitor code = writer.visitMethod(ACC_PROTECTED, RuntimeNames.LINE, "(I)I", null, null);
    code.visitCode();
    if (method.firstLine() < 0) {
      code.visitInsn(ICONST_M1);
    } else {
      code.visitLdcInsn(lines.toString());
      code.visitVarInsn(ILOAD, 1);
      code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "charAt", "(I)C", false);
    }
    code.visitInsn(IRETURN);
    code.visitMaxs(0, 0);
  }
}
