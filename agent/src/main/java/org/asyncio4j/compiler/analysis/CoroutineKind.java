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
  MAIN;

  private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";

  /** The kind of a method; null when no coroutine can have such a declaration. */
  public static @Nullable CoroutineKind of(int access, String name, String descriptor) {
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
