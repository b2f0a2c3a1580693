package org.asyncio4j.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.shapes.Loops;
import org.asyncio4j.compiler.shapes.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What stands in the class files that the compiler writes. */
class EmittedCodeTest {

  private static final Class<?>[] SHAPES = {Shapes.class, Loops.class};

  @ParameterizedTest
  @EnumSource
  void theVerifierAcceptsEveryClass(Target target) throws Exception {
    Map<String, byte[]> classes = ClassFiles.compileAll(target, SHAPES);
    assertThat(classes).hasSizeGreaterThan(target == Target.BUILD ? 25 : 4);
    ClassLoader loader = new ClassFiles.Loader(classes);
    for (String name : classes.keySet()) {
      Class<?> type = Class.forName(name.replace('/', '.'), true, loader);
      assertThat(type.getClassLoader()).isSameAs(loader);
    }
  }

  @Test
  void everyBodyIsReducible() {
    List<MethodNode> bodies = bodies();
    assertThat(bodies).hasSizeGreaterThan(25);
    assertThat(bodies).allSatisfy(body -> assertThat(Reducibility.isReducible(body)).isTrue());
  }

  @Test
  void theCheckOfReducibilityCanFail() {
    MethodNode twoEntries = new MethodNode(Opcodes.ACC_STATIC, "m", "(I)V", null, null);
    Label head = new Label();
    Label middle = new Label();
    twoEntries.visitVarInsn(Opcodes.ILOAD, 0);
    twoEntries.visitJumpInsn(Opcodes.IFEQ, middle);
    twoEntries.visitLabel(head);
    twoEntries.visitInsn(Opcodes.NOP);
    twoEntries.visitLabel(middle);
    twoEntries.visitInsn(Opcodes.NOP);
    twoEntries.visitJumpInsn(Opcodes.GOTO, head);
    assertThat(Reducibility.isReducible(twoEntries)).isFalse();
  }

  @Test
  void anAwaitSpillsNothingBeforeItIsKnownToSuspend() {
    int awaits = 0;
    for (MethodNode body : bodies()) {
      for (AbstractInsnNode instruction : body.instructions) {
        if (isAwait(instruction)) {
          awaits++;
          AbstractInsnNode before = instruction.getPrevious();
          assertThat(before.getOpcode()).as(body.name).isEqualTo(Opcodes.ALOAD);
          AbstractInsnNode test = instruction.getNext();
          String name = ((MethodInsnNode) instruction).name;
          if (name.equals(RuntimeNames.EMIT)) {
            assertThat(test.getOpcode()).as(body.name).isEqualTo(Opcodes.GOTO);
            continue;
          }
          assertThat(test.getOpcode()).as(body.name).isEqualTo(Opcodes.DUP);
          FieldInsnNode sentinel = (FieldInsnNode) test.getNext();
          assertThat(sentinel.name).isEqualTo(RuntimeNames.SUSPENDED);
          assertThat(sentinel.getNext().getOpcode()).isEqualTo(Opcodes.IF_ACMPEQ);
        }
      }
    }
    assertThat(awaits).isGreaterThan(60);
  }

  @Test
  void everyWriteToAFieldOfTheCoroutineIsOutOfTheMethodsOwnCode() {
    for (MethodNode body : bodies()) {
      boolean left = false;
      for (AbstractInsnNode instruction : body.instructions) {
        left |= instruction.getOpcode() == Opcodes.ATHROW || isReturnOf(instruction);
        if (instruction instanceof FieldInsnNode field
            && field.getOpcode() == Opcodes.PUTFIELD
            && field.owner.equals(RuntimeNames.COMPILED_COROUTINE)) {
          assertThat(left).as("state is written in the way out of " + body.name).isTrue();
        }
      }
    }
  }

  @Test
  void theFieldsOfACoroutineHaveTheExactTypesAndArePooled() {
    ClassNode coroutine =
        node(
            ClassFiles.compileAll(Target.BUILD, Shapes.class)
                .get("org/asyncio4j/compiler/shapes/Shapes$pooled$Coroutine"));
    List<String> types = new ArrayList<>();
    for (FieldNode field : coroutine.fields) {
      types.add(field.desc);
    }
    assertThat(types)
        .containsExactlyInAnyOrder(
            "I",
            "J",
            "J",
            "Ljava/lang/String;",
            "[I",
            "Ljava/util/List;",
            "Lorg/asyncio4j/Awaitable;");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCompiledIsLeftAlone(Target target) {
    for (byte[] classFile : ClassFiles.compileAll(target, SHAPES).values()) {
      CompiledClass again = new AsyncCompiler(target).compile(classFile);
      assertThat(again.changed()).isFalse();
      assertThat(again.bytes()).isSameAs(classFile);
    }
  }

  @Test
  void annotationsAndDeclarationStayWithTheMethod() throws Exception {
    ClassLoader loader = new ClassFiles.Loader(ClassFiles.compileAll(Target.AGENT, Shapes.class));
    Class<?> shapes = Class.forName(Shapes.class.getName(), true, loader);
    Method method = shapes.getDeclaredMethod("generic", Comparable.class, Comparable.class);
    assertThat(method.toGenericString())
        .startsWith("static <T extends java.lang.Comparable<T>> org.asyncio4j.Coroutine<T>")
        .endsWith("generic(T,T)");
    assertThat(method.getAnnotations()).hasSize(2);
    assertThat(method.getParameterAnnotations()[0]).hasSize(1);
  }

  private static List<MethodNode> bodies() {
    List<MethodNode> bodies = new ArrayList<>();
    Map<String, byte[]> classes = new HashMap<>(ClassFiles.compileAll(Target.BUILD, SHAPES));
    for (byte[] classFile : classes.values()) {
      for (MethodNode method : node(classFile).methods) {
        if (method.desc.startsWith("(L" + RuntimeNames.COMPILED_COROUTINE + ";")) {
          bodies.add(method);
        }
      }
    }
    return bodies;
  }

  private static boolean isAwait(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(RuntimeNames.COMPILED_COROUTINE)
        && call.desc.endsWith("L" + RuntimeNames.COMPILED_COROUTINE + ";)Ljava/lang/Object;")
        && !call.name.equals(RuntimeNames.TAIL);
  }

  private static boolean isReturnOf(AbstractInsnNode instruction) {
    return instruction.getOpcode() == Opcodes.ARETURN || instruction.getOpcode() == Opcodes.GOTO;
  }

  private static ClassNode node(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node;
  }
}
