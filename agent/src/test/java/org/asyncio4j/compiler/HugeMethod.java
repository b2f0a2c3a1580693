package org.asyncio4j.compiler;

import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class with an {@code @Async} method that fits a class file, but not once it is compiled, and a
 * small one.
 */
final class HugeMethod {

  private static final int AWAITS = 6000;

  private HugeMethod() {}

  static byte[] classFile() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Huge", null, "java/lang/Object", null);
    method(writer, "huge", AWAITS);
    method(writer, "small", 1);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void method(ClassWriter writer, String name, int awaits) {
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_STATIC,
            name,
            "(L" + RuntimeNames.AWAITABLE + ";)L" + RuntimeNames.COROUTINE + ";",
            null,
            null);
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    code.visitCode();
    for (int i = 0; i < awaits; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          RuntimeNames.ASYNCIO,
          RuntimeNames.AWAIT,
          RuntimeNames.AWAIT_AWAITABLE,
          false);
      code.visitInsn(Opcodes.POP);
    }
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
