package org.asyncio4j.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.asyncio4j.compiler.names.TestNames;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * What JUnit calls: a method that returns nothing and has its coroutine run.
 *
 * <p>A test that is declared to return {@code Coroutine} becomes two methods, for JUnit calls none
 * that returns a value: one of that declaration, which other coroutines may await, and one that
 * returns nothing. The annotations go with the latter. The former is synthetic, so that JUnit,
 * which looks methods up by name and parameters, does not see it.
 */
public final class TestMethod {

  private TestMethod() {}

  /** Writes what hands the coroutine on the stack to the runner of the current test. */
  static void emitRun(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        TestNames.COMPILED_TEST,
        TestNames.RUN,
        TestNames.RUN_DESCRIPTOR,
        false);
    code.visitInsn(Opcodes.RETURN);
  }

  /**
   * Splits a test that returns a coroutine.
   *
   * @param method the method
   * @param declaration its declaration, without code; becomes the method that JUnit calls
   * @param make writes the code that makes the coroutine
   * @return the method that makes the coroutine
   */
  public static MethodNode split(
      CoroutineMethod method, MethodNode declaration, Consumer<MethodNode> make) {
    MethodNode maker =
        new MethodNode(
            method.access() | Opcodes.ACC_SYNTHETIC,
            method.name(),
            method.descriptor(),
            declaration.signature,
            declaration.exceptions.toArray(new String[0]));
    make.accept(maker);
    declaration.desc = returningNothing(declaration.desc, "");
    if (declaration.signature != null) {
      String signature = declaration.signature;
      int thrown = signature.indexOf('^');
      declaration.signature =
          returningNothing(signature, thrown < 0 ? "" : signature.substring(thrown));
    }
    emitCall(method, declaration);
    return maker;
  }

  private static String returningNothing(String descriptor, String thrown) {
    return descriptor.substring(0, descriptor.lastIndexOf(')') + 1) + "V" + thrown;
  }

  private static void emitCall(CoroutineMethod method, MethodVisitor code) {
    List<Type> types = new ArrayList<>();
    if (!method.isStatic()) {
      types.add(Type.getObjectType(method.owner()));
    }
    types.addAll(List.of(Type.getArgumentTypes(method.descriptor())));
    code.visitCode();
    int slot = 0;
    for (Type type : types) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
      slot += type.getSize();
    }
    code.visitMethodInsn(
        opcode(method), method.owner(), method.name(), method.descriptor(), method.inInterface());
    emitRun(code);
    code.visitMaxs(0, 0);
  }

  private static int opcode(CoroutineMethod method) {
    if (method.isStatic()) {
      return Opcodes.INVOKESTATIC;
    }
    if ((method.access() & Opcodes.ACC_PRIVATE) != 0) {
      return Opcodes.INVOKESPECIAL;
    }
    return method.inInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
  }
}
