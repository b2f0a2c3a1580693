package org.asyncio4j.compiler.emit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.compiler.emit.FieldLayout.Field;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes what is left of the method itself: it makes its coroutine and hands it the arguments. */
final class StubEmitter {

  /**
   * JVMS 4.4.7: a string constant has at most 65535 bytes, and each of these characters takes at
   * most two.
   */
  private static final int PIECE = 65535 / 2;

  private final CoroutineMethod method;
  private final FieldLayout layout;

  StubEmitter(CoroutineMethod method, FieldLayout layout) {
    this.method = method;
    this.layout = layout;
  }

  /** Writes the code of a method whose coroutine class is on the class path. */
  void emit(MethodVisitor code) {
    code.visitCode();
    create(code);
  }

  /**
   * Writes the code of a method that defines its coroutine class when it is first called.
   *
   * <p>The class travels in the constant pool of its user: nothing but the bytes of the user is
   * needed to define it, in whichever loader and however often these are defined.
   */
  void emitDefining(MethodVisitor code, byte[] coroutineClass) {
    code.visitCode();
    code.visitInvokeDynamicInsn(
        RuntimeNames.DEFINE,
        "()V",
        new Handle(
            Opcodes.H_INVOKESTATIC,
            RuntimeNames.BOOTSTRAP,
            RuntimeNames.DEFINE,
            RuntimeNames.DEFINE_DESCRIPTOR,
            false),
        pieces(coroutineClass).toArray());
    create(code);
  }

  private void create(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, method.coroutineClass());
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, method.coroutineClass(), "<init>", "()V", false);
    int slot = 0;
    List<Type> types = new ArrayList<>();
    if (!method.isStatic()) {
      types.add(Type.getObjectType(method.owner()));
    }
    types.addAll(List.of(Type.getArgumentTypes(method.descriptor())));
    for (int i = 0; i < types.size(); i++) {
      Field field = layout.parameters().get(i);
      code.visitInsn(Opcodes.DUP);
      code.visitVarInsn(types.get(i).getOpcode(Opcodes.ILOAD), slot);
      code.visitFieldInsn(
          Opcodes.PUTFIELD, method.coroutineClass(), field.name(), field.descriptor());
      slot += types.get(i).getSize();
    }
    finish(code);
    code.visitMaxs(0, 0);
  }

  /**
   * Hands out the coroutine in the form that the method's return type wants. It is cast first: a
   * cast is checked when it is run, a return or an argument when the class is verified, before the
   * coroutine class is defined.
   */
  private void finish(MethodVisitor code) {
    switch (method.kind()) {
      case COROUTINE -> {
        code.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.COROUTINE);
        code.visitInsn(Opcodes.ARETURN);
      }
      case GENERATOR -> {
        code.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.COMPILED_COROUTINE);
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            RuntimeNames.COMPILED_COROUTINE,
            RuntimeNames.GENERATOR,
            RuntimeNames.GENERATOR_DESCRIPTOR,
            false);
        code.visitInsn(Opcodes.ARETURN);
      }
      case MAIN -> {
        code.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.AWAITABLE);
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            RuntimeNames.ASYNCIO,
            RuntimeNames.RUN,
            RuntimeNames.RUN_DESCRIPTOR,
            false);
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.RETURN);
      }
      case TEST -> {
        code.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.COROUTINE);
        TestMethod.emitRun(code);
      }
    }
  }

  private static List<String> pieces(byte[] coroutineClass) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < coroutineClass.length; from += PIECE) {
      int length = Math.min(PIECE, coroutineClass.length - from);
      pieces.add(new String(coroutineClass, from, length, StandardCharsets.ISO_8859_1));
    }
    return pieces;
  }
}
