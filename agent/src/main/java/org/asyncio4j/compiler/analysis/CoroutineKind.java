package org.asyncio4j.compiler.analysis;

import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** What a method returns tells what kind of coroutine it becomes. */
public enum CoroutineKind {
  /** A method that returns {@code Coroutine}. */
  COROUTINE,
  /** A method that returns {@code AsyncGenerator}. */
  GENERATOR,
  /** {@code static void main(String[])}, which runs itself. */
  MAIN,
  /** A test or fixture that returns nothing, which the JUnit extension runs when it is called. */
  TEST;

  private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";

  /**
   * The kind of a method; null when no coroutine can have such a declaration.
   *
   * @param access its access flags
   * @param name its name
   * @param descriptor its descriptor
   * @param test whether it is annotated as a test or fixture
   */
  public static @Nullable CoroutineKind of(
      int access, String name, String descriptor, boolean test) {
    if (test && descriptor.endsWith(")V")) {
      return TEST;
    }
    if (descriptor.endsWith(")L" + RuntimeNames.COROUTINE + ";")) {
      return COROUTINE;
    }
    if (descriptor.endsWith(")L" + RuntimeNames.ASYNC_GENERATOR + ";")) {
      return GENERATOR;
    }
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    return isStatic && name.equals("main") && descriptor.equals(MAIN_DESCRIPTOR) ? MAIN : null;
  }
}
