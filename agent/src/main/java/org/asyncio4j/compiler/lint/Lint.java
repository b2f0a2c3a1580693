package org.asyncio4j.compiler.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.scan.ClassScan;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads the methods of a class, as they were before anything is compiled, for what looks wrong. */
public final class Lint extends ClassVisitor {

  private final ClassScan scan;
  private final List<Warning> warnings = new ArrayList<>();
  private String className = "";

  private Lint(ClassScan scan) {
    super(Opcodes.ASM9);
    this.scan = scan;
  }

  /**
   * Reads a class.
   *
   * @param reader the class
   * @param scan tells which of its methods run on an event loop
   * @return the warnings in the order of the code, each given once
   */
  public static List<Warning> of(ClassReader reader, ClassScan scan) {
    Lint lint = new Lint(scan);
    reader.accept(lint, ClassReader.EXPAND_FRAMES);
    return lint.warnings;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
      @Override
      public void visitEnd() {
        // A set: javac copies the code of a finally block to each way out.
        Set<Warning> found = new LinkedHashSet<>();
        inspect(this, found);
        warnings.addAll(found);
      }
    };
  }

  private void inspect(MethodNode method, Set<Warning> found) {
    boolean onLoop = scan.isCoroutine(method.name + method.desc);
    Set<MethodInsnNode> ownMonitors = OwnMonitors.callsIn(className, method);
    int line = -1;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof LineNumberNode number) {
        line = number.line;
      } else if (instruction instanceof MethodInsnNode call) {
        String message = null;
        if (ownMonitors.contains(call)) {
          message = OwnMonitors.message(call);
        } else if (isDropped(call)) {
          message = dropped(call);
        } else if (onLoop) {
          message = BlockingCalls.message(call);
        }
        if (message != null) {
          found.add(new Warning(method.name, line, message));
        }
      }
    }
    if (onLoop) {
      found.addAll(ForeignTimeouts.in(method));
    }
  }

  private static boolean isDropped(MethodInsnNode call) {
    AbstractInsnNode next = following(call);
    return next != null
        && next.getOpcode() == Opcodes.POP
        && Type.getReturnType(call.desc).getDescriptor().equals("L" + RuntimeNames.COROUTINE + ";");
  }

  private static String dropped(MethodInsnNode call) {
    return RefusalTexts.dropped(simpleName(call.owner), call.name);
  }

  /** A class's name without its package, nested classes as the source has them. */
  static String simpleName(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  /** The next instruction proper: no label, line or frame. */
  private static @Nullable AbstractInsnNode following(AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction.getNext();
    while (at != null && at.getOpcode() < 0) {
      at = at.getNext();
    }
    return at;
  }
}
