package org.asyncio4j.compiler;

import java.util.Optional;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A coroutine class that an earlier build has made, and the class whose method it was made of: the
 * one knows whether the other still needs it.
 */
public final class CoroutineClass {
  private static final int CONSTANT_CLASS = 7;

  private final String name;
  private final String declaringClass;

  private CoroutineClass(String name, String declaringClass) {
    this.name = name;
    this.declaringClass = declaringClass;
  }

  /**
   * Reads a class file.
   *
   * @param classFile the bytes of any class file
   * @return nothing if it is no coroutine class of this compiler
   */
  public static Optional<CoroutineClass> of(byte[] classFile) {
    ClassReader reader;
    try {
      reader = new ClassReader(classFile);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
    if (!RuntimeNames.COMPILED_COROUTINE.equals(reader.getSuperName())) {
      return Optional.empty();
    }
    BodyOwner owner = new BodyOwner();
    reader.accept(owner, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return Optional.ofNullable(owner.name)
        .map(declaring -> new CoroutineClass(reader.getClassName(), declaring));
  }

  /** The internal name of the class with the method that this was made of. */
  public String declaringClass() {
    return declaringClass;
  }

  /**
   * Tells whether a class makes instances of this one.
   *
   * @param classFile the class file of the declaring class
   */
  public boolean isNeededBy(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      // JVMS 4.4: the tag stands before what ASM calls the item.
      if (item > 0
          && reader.readByte(item - 1) == CONSTANT_CLASS
          && name.equals(reader.readUTF8(item, buffer))) {
        return true;
      }
    }
    return false;
  }

  /** The body stands in the declaring class; the coroutine class calls it when it is resumed. */
  private static final class BodyOwner extends ClassVisitor {
    private @Nullable String name;

    BodyOwner() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (!method.equals(RuntimeNames.RESUME)) {
        return null;
      }
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String calledAs, boolean isInterface) {
          name = owner;
        }
      };
    }
  }
}
