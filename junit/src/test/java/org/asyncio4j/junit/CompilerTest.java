package org.asyncio4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.Coroutine;
import org.asyncio4j.compiler.AsyncCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler makes of test methods. */
class CompilerTest {

  static class Split<T> {
    @AsyncTest
    @Deprecated
    protected Coroutine<Void> test(List<T> parameter) throws IOException {
      await(yieldNow());
      return done();
    }
  }

  @Test
  void aTestThatReturnsACoroutineBecomesTwoMethods() throws Exception {
    Method called =
        Arrays.stream(Split.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == void.class)
            .findFirst()
            .orElseThrow();
    Method awaited =
        Arrays.stream(Split.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == Coroutine.class)
            .findFirst()
            .orElseThrow();

    assertThat(called.toGenericString())
        .isEqualTo(
            "protected void org.asyncio4j.junit.CompilerTest$Split.test(java.util.List<T>) throws"
                + " java.io.IOException");
    assertThat(called.isSynthetic()).isFalse();
    assertThat(called.isAnnotationPresent(AsyncTest.class)).isTrue();
    assertThat(called.isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(awaited.isSynthetic()).isTrue();
    assertThat(awaited.getAnnotations()).isEmpty();
  }

  @Test
  void refusals() throws IOException {
    byte[] refused = classFile("Uncompiled$Refused");

    assertThat(new AsyncCompiler(AsyncCompiler.Target.BUILD).compile(refused).diagnostics())
        .extracting(diagnostic -> diagnostic.method() + ": " + diagnostic.message())
        .containsExactlyInAnyOrder(
            "returnsANumber: a test or fixture that returns int; declare it void, or to return"
                + " Coroutine<Void> and end it with return done()",
            "holdsALock: @Async on a synchronized method, whose lock would be held across a"
                + " suspension; remove synchronized, the code of one event loop never runs in"
                + " parallel",
            "isTestByAnUnknownAnnotation: @Async on a method that returns void; declare it to return Coroutine<Void> and"
                + " end it with return done(), or write @AsyncTest beside it if it is a test",
            "isNotAsync: await outside an @Async method; annotate the method with @Async and let it"
                + " return Coroutine<T>, or start the coroutine with run(...) or createTask(...)");
  }

  /** The compiler would not see it: it reads no class file but that of the test. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        AsyncTest.class,
        AsyncBeforeEach.class,
        AsyncAfterEach.class,
        AsyncBeforeAll.class,
        AsyncAfterAll.class
      })
  void javacLetsNobodyComposeAnotherAnnotationOfThese(Class<?> annotation) {
    assertThat(annotation.getAnnotation(Target.class).value()).containsExactly(ElementType.METHOD);
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream bytes = CompilerTest.class.getResourceAsStream(name + ".class")) {
      return bytes.readAllBytes();
    }
  }
}
