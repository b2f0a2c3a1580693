package org.asyncio4j.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Code that javac does not write, but other compilers may. */
class ForeignCodeTest {

  /** What the awaits of a method get, in turn. */
  enum Pace {
    FINISHED {
      @Override
      Awaitable<Object> of(Object value) {
        return Asyncio.done(value);
      }
    },
    SUSPENDING {
      @Override
      Awaitable<Object> of(Object value) {
        return Asyncio.sleep(Duration.ZERO, value);
      }
    };

    abstract Awaitable<Object> of(Object value);
  }

  /** The loop of {@code head} and {@code middle} is entered at both. */
  @ParameterizedTest
  @EnumSource
  void aLoopOfTwoEntries(Pace pace) throws Exception {
    byte[] classFile =
        method(
            ClassWriter.COMPUTE_FRAMES,
            code -> {
              Label head = new Label();
              Label middle = new Label();
              code.visitInsn(Opcodes.ICONST_0);
              code.visitVarInsn(Opcodes.ISTORE, 1);
              code.visitInsn(Opcodes.ICONST_0);
              code.visitVarInsn(Opcodes.ISTORE, 2);
              awaitInt(code);
              code.visitJumpInsn(Opcodes.IFEQ, middle);
              code.visitLabel(head);
              code.visitVarInsn(Opcodes.ILOAD, 1);
              awaitInt(code);
              code.visitInsn(Opcodes.IADD);
              code.visitVarInsn(Opcodes.ISTORE, 1);
              code.visitLabel(middle);
              code.visitIincInsn(1, 10);
              code.visitIincInsn(2, 1);
              code.visitVarInsn(Opcodes.ILOAD, 2);
              code.visitInsn(Opcodes.ICONST_3);
              code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
              code.visitVarInsn(Opcodes.ILOAD, 1);
              code.visitMethodInsn(
                  Opcodes.INVOKESTATIC,
                  "java/lang/Integer",
                  "valueOf",
                  "(I)Ljava/lang/Integer;",
                  false);
              returnDone(code);
            });
    assertThat(run(classFile, pace, 0, 5, 6)).isEqualTo(10 + 5 + 10 + 6 + 10);
    assertThat(run(classFile, pace, 1, 5, 6, 7)).isEqualTo(5 + 10 + 6 + 10 + 7 + 10);
  }

  @ParameterizedTest
  @EnumSource
  void unreachableAwaits(Pace pace) throws Exception {
    byte[] classFile =
        method(
            ClassWriter.COMPUTE_MAXS,
            code -> {
              await(code);
              returnDone(code);
              code.visitFrame(
                  Opcodes.F_FULL, 1, new Object[] {"java/util/function/Supplier"}, 0, null);
              await(code);
              returnDone(code);
            });
    assertThat(run(classFile, pace, "reached")).isEqualTo("reached");
  }

  /** {@code new StringBuilder(await).append(7)} with the 7 pushed between the copies. */
  @ParameterizedTest
  @EnumSource
  void anUninitialisedObjectBelowAndAboveAnOperand(Pace pace) throws Exception {
    byte[] classFile =
        method(
            ClassWriter.COMPUTE_FRAMES,
            code -> {
              code.visitIntInsn(Opcodes.BIPUSH, 7);
              code.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
              code.visitInsn(Opcodes.DUP_X1);
              await(code);
              code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
              code.visitMethodInsn(
                  Opcodes.INVOKESPECIAL,
                  "java/lang/StringBuilder",
                  "<init>",
                  "(Ljava/lang/String;)V",
                  false);
              code.visitMethodInsn(
                  Opcodes.INVOKEVIRTUAL,
                  "java/lang/StringBuilder",
                  "append",
                  "(I)Ljava/lang/StringBuilder;",
                  false);
              code.visitMethodInsn(
                  Opcodes.INVOKEVIRTUAL,
                  "java/lang/StringBuilder",
                  "toString",
                  "()Ljava/lang/String;",
                  false);
              returnDone(code);
            });
    assertThat(run(classFile, pace, "text")).isEqualTo("text7");
  }

  private interface Code {
    void write(MethodVisitor to);
  }

  private static byte[] method(int flags, Code content) {
    ClassWriter writer = new ClassWriter(flags);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Foreign", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "method",
            "(Ljava/util/function/Supplier;)L" + RuntimeNames.COROUTINE + ";",
            null,
            null);
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    code.visitCode();
    content.write(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void await(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        "java/util/function/Supplier",
        "get",
        "()Ljava/lang/Object;",
        true);
    code.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.AWAITABLE);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        RuntimeNames.ASYNCIO,
        RuntimeNames.AWAIT,
        RuntimeNames.AWAIT_AWAITABLE,
        false);
  }

  private static void awaitInt(MethodVisitor code) {
    await(code);
    code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Integer");
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
  }

  private static void returnDone(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        RuntimeNames.ASYNCIO,
        RuntimeNames.DONE,
        RuntimeNames.DONE_VALUE,
        false);
    code.visitInsn(Opcodes.ARETURN);
  }

  private static Object run(byte[] classFile, Pace pace, Object... values) throws Exception {
    CompiledClass compiled = new AsyncCompiler(Target.BUILD).compile(classFile);
    assertThat(compiled.diagnostics()).isEmpty();
    Map<String, byte[]> classes = new HashMap<>(compiled.companions());
    classes.put("Foreign", compiled.bytes());
    Queue<Object> queue = new ArrayDeque<>(List.of(values));
    Supplier<Awaitable<Object>> source = () -> pace.of(queue.remove());
    Coroutine<?> coroutine =
        (Coroutine<?>)
            Class.forName("Foreign", true, new ClassFiles.Loader(classes))
                .getMethod("method", Supplier.class)
                .invoke(null, source);
    Object result = Asyncio.run(coroutine);
    assertThat(queue).isEmpty();
    return result;
  }
}
