package org.asyncio4j.compiler.analysis;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A place where a body may be suspended.
 *
 * @param marker what kind of place
 * @param call the call of the marker
 * @param state the resume point, counted from 1 in the order of the code
 */
public record SuspensionPoint(Marker marker, MethodInsnNode call, int state) {

  // A key of maps, and each point one object: what a record has of its own compares the same,
  // through method handles that a JVM which starts takes milliseconds to make.

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return state;
  }

  /** The source line of the call, -1 when unknown. */
  public int line() {
    return lineOf(call);
  }

  /** The source line of an instruction, -1 when unknown. */
  static int lineOf(AbstractInsnNode instruction) {
    for (AbstractInsnNode at = instruction; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return -1;
  }
}
