package org.asyncio4j.torture.inject;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Code between a value of any type on the operand stack and an {@code Object} there. */
final class Boxing {
  private Boxing() {}

  /** Whether {@code type} is one of the eight primitive types. */
  static boolean isPrimitive(Type type) {
    return type.getSort() >= Type.BOOLEAN && type.getSort() <= Type.DOUBLE;
  }

  /** Turns a value of {@code type} into an object; nothing into null. */
  static InsnList box(Type type) {
    InsnList code = new InsnList();
    if (type.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
    } else if (isPrimitive(type)) {
      Type box = boxOf(type);
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              box.getInternalName(),
              "valueOf",
              Type.getMethodDescriptor(box, type),
              false));
    }
    return code;
  }

  /** Turns an object back into a value of {@code type}; into nothing for void. */
  static InsnList unbox(Type type) {
    InsnList code = new InsnList();
    if (type.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.POP));
    } else if (isPrimitive(type)) {
      Type box = boxOf(type);
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, box.getInternalName()));
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEVIRTUAL,
              box.getInternalName(),
              type.getClassName() + "Value",
              Type.getMethodDescriptor(type),
              false));
    } else if (!type.getDescriptor().equals("Ljava/lang/Object;")) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
    }
    return code;
  }

  private static Type boxOf(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> Type.getType(Boolean.class);
      case Type.CHAR -> Type.getType(Character.class);
      case Type.BYTE -> Type.getType(Byte.class);
      case Type.SHORT -> Type.getType(Short.class);
      case Type.INT -> Type.getType(Integer.class);
      case Type.LONG -> Type.getType(Long.class);
      case Type.FLOAT -> Type.getType(Float.class);
      case Type.DOUBLE -> Type.getType(Double.class);
      default -> throw new IllegalArgumentException(type.getDescriptor() + " has no box");
    };
  }
}
