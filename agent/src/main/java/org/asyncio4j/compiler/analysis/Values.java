package org.asyncio4j.compiler.analysis;

import org.objectweb.asm.Opcodes;

/** What a type of a stack map frame means for the instructions and fields that carry its values. */
public final class Values {

  private Values() {}

  /**
   * The form of a load or store instruction for values of {@code type}.
   *
   * @param type the type as stack map frames denote it
   * @param opcode {@link Opcodes#ILOAD} or {@link Opcodes#ISTORE}
   */
  public static int opcode(Object type, int opcode) {
    if (type == Opcodes.INTEGER) {
      return opcode;
    }
    if (type == Opcodes.LONG) {
      return opcode + 1;
    }
    if (type == Opcodes.FLOAT) {
      return opcode + 2;
    }
    return type == Opcodes.DOUBLE ? opcode + 3 : opcode + 4;
  }

  /** The instruction that pushes the zero or null of {@code type}. */
  public static int zero(Object type) {
    if (type == Opcodes.INTEGER) {
      return Opcodes.ICONST_0;
    }
    if (type == Opcodes.LONG) {
      return Opcodes.LCONST_0;
    }
    if (type == Opcodes.FLOAT) {
      return Opcodes.FCONST_0;
    }
    return type == Opcodes.DOUBLE ? Opcodes.DCONST_0 : Opcodes.ACONST_NULL;
  }

  /** Descriptor of the field that holds values of {@code type} without a cast. */
  public static String descriptor(Object type) {
    if (type == Opcodes.INTEGER) {
      return "I";
    }
    if (type == Opcodes.LONG) {
      return "J";
    }
    if (type == Opcodes.FLOAT) {
      return "F";
    }
    if (type == Opcodes.DOUBLE) {
      return "D";
    }
    String name = (String) type;
    return name.startsWith("[") ? name : "L" + name + ";";
  }

  /**
   * Whether a value of {@code type} is to be kept at all: unset locals and the constant null are
   * not.
   */
  public static boolean isStored(Object type) {
    return type != Opcodes.TOP && type != Opcodes.NULL;
  }

  public static boolean isReference(Object type) {
    return type instanceof String;
  }
}
