package org.asyncio4j.compiler.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.names.TestNames;

/**
 * The look that every class pays for: its constant pool, searched for names without which there is
 * nothing to compile.
 */
public final class ConstantPool {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int POOL_START = 10;

  private static final byte[] ASYNC = ascii(RuntimeNames.ASYNC_DESCRIPTOR);
  private static final byte[] ASYNCIO = ascii(RuntimeNames.ASYNCIO);
  private static final byte[] TEST = ascii(TestNames.PREFIX);

  private ConstantPool() {}

  /**
   * Answers whether a class may hold an {@code @Async} method or an {@code await}: whether it names
   * the annotation, one of those for tests, or the front door.
   *
   * <p>The loop is run by the interpreter for the first hundreds of classes of a program, each with
   * hundreds of entries: it looks at lengths before anything else, and calls nothing for most.
   *
   * @param classFile the bytes of a class file
   * @return false when the class has nothing to compile, or when the bytes are no class file
   */
  public static boolean mayConcern(byte[] classFile) {
    if (classFile.length < POOL_START || u4(classFile, 0) != MAGIC) {
      return false;
    }
    int count = u2(classFile, 8);
    int at = POOL_START;
    for (int i = 1; i < count; i++) {
      if (at + 3 > classFile.length) {
        return false;
      }
      int tag = classFile[at];
      if (tag == 1) {
        int length = ((classFile[at + 1] & 0xff) << 8) | (classFile[at + 2] & 0xff);
        int from = at + 3;
        if ((length == ASYNC.length && matches(classFile, from, ASYNC))
            || (length == ASYNCIO.length && matches(classFile, from, ASYNCIO))
            || (length >= TestNames.SHORTEST
                && length <= TestNames.LONGEST
                && matches(classFile, from, TEST))) {
          return true;
        }
        at = from + length;
      } else {
        int size = size(tag);
        if (size < 0) {
          // A tag of a later class file format: the full reader says which version it cannot read.
          return true;
        }
        at += size;
        if (tag == 5 || tag == 6) {
          // JVMS 4.4.5: a long or double takes two entries of the pool.
          i++;
        }
      }
    }
    return false;
  }

  /** Sizes of the entries, tag included (JVMS table 4.4-A); -1 for an unknown tag. */
  private static int size(int tag) {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      default -> -1;
    };
  }

  private static boolean matches(byte[] file, int from, byte[] name) {
    return from + name.length <= file.length
        && Arrays.equals(file, from, from + name.length, name, 0, name.length);
  }

  private static int u2(byte[] file, int at) {
    return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
  }

  private static int u4(byte[] file, int at) {
    return (u2(file, at) << 16) | u2(file, at + 2);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
