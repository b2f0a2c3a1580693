package org.asyncio4j.compiler.scan;

import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassWriter;

/**
 * The class attribute that says a class is an output of this compiler, so that it is never compiled
 * twice.
 *
 * <p>JVMS 4.7.1: the JVM ignores attributes that it does not know.
 */
public final class CompiledMarker extends Attribute {

  static final String NAME = "org.asyncio4j.Compiled";

  public CompiledMarker() {
    super(NAME);
  }

  @Override
  protected ByteVector write(
      ClassWriter classWriter, byte[] code, int codeLength, int maxStack, int maxLocals) {
    return new ByteVector();
  }
}
