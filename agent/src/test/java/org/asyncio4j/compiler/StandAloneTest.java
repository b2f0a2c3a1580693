package org.asyncio4j.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.shapes.Loops;
import org.asyncio4j.compiler.shapes.Shapes;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What classes that the build has compiled ask of the JVM: calls, and nothing that an ahead-of-time
 * compiler could not follow.
 */
class StandAloneTest {
  private static final Class<?>[] SHAPES = {Shapes.class, Loops.class};
  private static final String BOOTSTRAP = "org/asyncio4j/codegen/Bootstrap";

  /** Beside what javac has written. */
  @Test
  void theBuildAddsPlainCallsOnly() {
    Set<String> before = new TreeSet<>();
    for (Class<?> type : SHAPES) {
      for (Class<?> member : type.getNestMembers()) {
        asked(ClassFiles.of(member), before);
      }
    }
    Map<String, byte[]> classes = ClassFiles.compileAll(Target.BUILD, SHAPES);
    Set<String> added = askedBy(classes);
    added.removeAll(before);

    added.removeIf(name -> classes.containsKey(name.replaceAll("^call\\.|\\.[^.]*$", "")));
    added.removeIf(name -> name.startsWith("call." + RuntimeNames.COMPILED_COROUTINE + "."));

    // An async main, a close() that is awaited, a result unboxed, the lines of a coroutine class.
    assertThat(added)
        .containsExactly(
            "call.java/lang/Boolean.booleanValue",
            "call.java/lang/String.charAt",
            "call.org/asyncio4j/AsyncCloseable.closeAsync",
            "call.org/asyncio4j/Asyncio.run",
            "call.org/asyncio4j/Coroutine.startFor");
  }

  /** So that the test above can fail: as classes load there is more to it. */
  @Test
  void theAgentAddsABootstrapMethod() {
    assertThat(askedBy(ClassFiles.compileAll(Target.AGENT, SHAPES)))
        .anyMatch(name -> name.startsWith("bootstrap." + BOOTSTRAP + "."));
  }

  private static Set<String> askedBy(Map<String, byte[]> classes) {
    Set<String> asked = new TreeSet<>();
    classes.values().forEach(classFile -> asked(classFile, asked));
    return asked;
  }

  /** Collects which methods a class calls, bootstraps with, or has as a constant. */
  private static void asked(byte[] classFile, Set<String> asked) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof MethodInsnNode call) {
          asked.add("call." + call.owner + "." + call.name);
        } else if (instruction instanceof InvokeDynamicInsnNode call) {
          asked.add("bootstrap." + name(call.bsm));
        } else if (instruction instanceof LdcInsnNode constant) {
          if (constant.cst instanceof ConstantDynamic dynamic) {
            asked.add("bootstrap." + name(dynamic.getBootstrapMethod()));
          } else if (constant.cst instanceof Handle handle) {
            asked.add("handle." + name(handle));
          } else if (constant.cst instanceof Type type) {
            asked.add("type." + type.getInternalName());
          }
        }
      }
    }
  }

  private static String name(Handle handle) {
    return handle.getOwner() + "." + handle.getName();
  }
}
