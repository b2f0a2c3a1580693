package org.asyncio4j.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.AsyncCompilationError;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.shapes.Plain;
import org.asyncio4j.compiler.shapes.Refused;
import org.asyncio4j.compiler.shapes.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compiler from outside: bytes in, bytes, coroutine classes and diagnostics out. */
class AsyncCompilerTest {

  private final AsyncCompiler compiler = new AsyncCompiler(Target.BUILD);

  @ParameterizedTest
  @EnumSource
  void aClassWithNothingToCompileComesBackAsItWent(Target target) {
    for (Class<?> type : new Class<?>[] {Plain.class, String.class, AsyncCompilerTest.class}) {
      byte[] classFile = ClassFiles.of(type);
      CompiledClass compiled = new AsyncCompiler(target).compile(classFile);
      assertThat(compiled.bytes()).isSameAs(classFile);
      assertThat(compiled.changed()).isFalse();
      assertThat(compiled.companions()).isEmpty();
      assertThat(compiled.diagnostics()).isEmpty();
    }
  }

  @Test
  void bytesThatAreNoClassFileAreNobodysConcern() {
    byte[] text = "no class file, but org/asyncio4j/Asyncio await".getBytes(StandardCharsets.UTF_8);
    assertThat(compiler.compile(text).bytes()).isSameAs(text);
    byte[] empty = {};
    assertThat(compiler.compile(empty).bytes()).isSameAs(empty);
  }

  @Test
  void aClassFileOfALaterFormatIsNamedByItsVersion() {
    byte[] classFile = ClassFiles.of(Shapes.class);
    classFile[6] = 0x7f;
    assertThatThrownBy(() -> compiler.compile(classFile))
        .isInstanceOf(InvalidClassFileException.class)
        .hasMessageStartingWith("cannot read a class file of version " + (0x7f00 | classFile[7]));
  }

  @Test
  void aTornClassFileIsRefused() {
    byte[] classFile = ClassFiles.of(Shapes.class);
    byte[] torn = Arrays.copyOf(classFile, classFile.length / 2 + 1000);
    assertThatThrownBy(() -> compiler.compile(torn))
        .isInstanceOf(InvalidClassFileException.class)
        .hasMessageContaining("cannot read a class file");
  }

  @Test
  void eachRefusalNamesClassMethodLineAndMend() {
    assertThat(messages(Refused.class))
        .containsExactlyInAnyOrder(
            at("<init>", "constructor")
                + "await in a constructor, which cannot be suspended; await in an @Async factory"
                + " method and pass the value to the constructor",
            at("outside", "outside")
                + "await outside an @Async method; annotate the method with @Async and let it"
                + " return Coroutine<T>, or start the coroutine with run(...) or createTask(...)",
            at("lambda$inLambda$0", "lambda")
                + "await in a lambda that does not return Coroutine; make it a lambda for async(()"
                + " -> { ... return done(); }), or move it out of the lambda",
            at("reference", "reference")
                + "await as a method reference, which the compiler cannot suspend; write it as a"
                + " call in an @Async method or in an async(() -> ...) lambda",
            at("otherType", "other type")
                + "@Async on a method that returns java.lang.String; declare it to return"
                + " Coroutine<T> and end it with return done(value)",
            at("synchronizedMethod", "synchronized method")
                + "@Async on a synchronized method, whose lock would be held across a suspension;"
                + " remove synchronized, the code of one event loop never runs in parallel",
            at("emitInCoroutine", "emit in a coroutine")
                + "emit in a method that does not return AsyncGenerator; let it return"
                + " AsyncGenerator<T> and end with return end()",
            at("emitOutside", "emit outside")
                + "emit outside an @Async generator; annotate the method with @Async, let it return"
                + " AsyncGenerator<T> and end it with return end()",
            at("eachOutsideLoop", "each outside a loop")
                + "each outside the head of a for loop; write for (var item : each(items)) { ... }",
            at("eachOutside", "each outside")
                + "each outside an @Async method; annotate the method with @Async and let it"
                + " return Coroutine<T>, or start the coroutine with run(...) or createTask(...)",
            at("otherGenerator", "other generator")
                + "a generator that returns something other than end(); hand out values by"
                + " emit(value) and finish with return end()",
            at("wrongElement", "wrong element")
                + "emit of a value of type java.lang.String in a generator of java.lang.Integer;"
                + " emit a value that fits, or declare the method to return"
                + " AsyncGenerator<String>",
            at("synchronizedBlock", "synchronized block")
                + "await in a synchronized block, whose lock would be held across the suspension;"
                + " end the block before the await: the code of one event loop never runs in"
                + " parallel",
            at("synchronizedInTry", "synchronized in try")
                + "await in a synchronized block, whose lock would be held across the suspension;"
                + " end the block before the await: the code of one event loop never runs in"
                + " parallel",
            at("tryInSynchronized", "try in synchronized")
                + "await in a synchronized block, whose lock would be held across the suspension;"
                + " end the block before the await: the code of one event loop never runs in"
                + " parallel",
            "Refused.java: error: Refused.abstractMethod: @Async on an abstract method, which has"
                + " no body to compile; remove the annotation here and put it on the"
                + " implementations",
            "Refused.java: error: Refused.nativeMethod: @Async on a native method, which has no"
                + " body to compile; call it from an @Async method instead");
    assertThat(messages(Refused.Initialiser.class))
        .containsExactly(
            "Refused.java:"
                + ClassFiles.line(Refused.class, "initialiser")
                + ": error: Refused$Initialiser.<clinit>: await in a static initialiser, which"
                + " cannot be suspended; await in an @Async method");
  }

  @Test
  void aRefusedMethodThrowsItsMessage() throws Exception {
    ClassLoader loader = new ClassFiles.Loader(ClassFiles.compileAll(Target.AGENT, Refused.class));
    Method outside =
        Class.forName(Refused.class.getName(), true, loader).getDeclaredMethod("outside");
    outside.setAccessible(true);
    assertThatThrownBy(() -> outside.invoke(null))
        .cause()
        .isExactlyInstanceOf(AsyncCompilationError.class)
        .hasMessageStartingWith(at("outside", "outside") + "await outside an @Async method");
  }

  @Test
  void aMethodThatOutgrowsTheClassFileFormatIsRefusedAndTheOthersAreCompiled() {
    CompiledClass compiled = compiler.compile(HugeMethod.classFile());
    assertThat(compiled.diagnostics()).hasSize(1);
    assertThat(compiled.diagnostics().get(0).method()).isEqualTo("huge");
    assertThat(compiled.diagnostics().get(0).message())
        .matches(
            "@Async method of up to \\d+ bytes once compiled, and the JVM allows 65535; split it .*");
    assertThat(compiled.companions()).containsOnlyKeys("Huge$small$Coroutine");
  }

  private static List<String> messages(Class<?> type) {
    return new AsyncCompiler(Target.BUILD)
        .compile(ClassFiles.of(type)).diagnostics().stream().map(Diagnostic::toString).toList();
  }

  private static String at(String method, String marker) {
    return "Refused.java:"
        + ClassFiles.line(Refused.class, marker)
        + ": error: Refused."
        + method
        + ": ";
  }
}
