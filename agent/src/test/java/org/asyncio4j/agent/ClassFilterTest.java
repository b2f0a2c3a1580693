package org.asyncio4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFilterTest {
  private static final ClassLoader LOADER = ClassFilterTest.class.getClassLoader();
  private static final Module UNNAMED = LOADER.getUnnamedModule();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "com.acme.Hello",
        "org.asyncio4j.samples.HelloWorld",
        "org.asyncio4j.it.SomeTest",
        "org.asyncio4jx.Hello",
        "org.asyncio4j.agents.Hello"
      })
  void acceptsClassesOfPrograms(String className) {
    assertThat(accepts("", className)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.asyncio4j.Asyncio",
        "org.asyncio4j.Coroutine$1",
        "org.asyncio4j.codegen.CompiledCoroutine",
        "org.asyncio4j.internal.ReadyQueue",
        "org.asyncio4j.agent.Premain",
        "org.asyncio4j.agent.shaded.asm.ClassReader",
        "org.asyncio4j.compiler.AsyncCompiler",
        "org.asyncio4j.compiler.analysis.Anything"
      })
  void rejectsTheRuntimeAndTheAgent(String className) {
    assertThat(accepts("", className)).isFalse();
  }

  @Test
  void rejectsTheJdkWhoeverLoadsIt() throws Exception {
    ClassFilter filter = new ClassFilter(AgentOptions.parse(null));
    Class<?> ofApplicationLoader = Class.forName("com.sun.tools.javac.Main");
    assertThat(ofApplicationLoader.getClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());

    for (Class<?> c : new Class<?>[] {String.class, Driver.class, ofApplicationLoader}) {
      assertThat(filter.accepts(c.getModule(), c.getClassLoader(), c.getName()))
          .as(c.getName())
          .isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "includes=com.acme.*, com.acme.Hello, true",
    "includes=com.acme.*, org.acme.Hello, false",
    "excludes=com.acme.*, com.acme.Hello, false",
    "excludes=com.acme.*, org.acme.Hello, true",
    "'includes=com.*,excludes=com.acme.*', com.acme.Hello, false",
    "'includes=com.*,excludes=com.acme.*', com.other.Hello, true",
  })
  void obeysIncludesAndExcludes(String options, String className, boolean expected) {
    assertThat(accepts(options, className)).isEqualTo(expected);
  }

  @Test
  void rejectsClassesOfAnExcludedLoader() {
    ClassLoader loader = new OddLoader();
    ClassFilter filter = new ClassFilter(AgentOptions.parse("exclclassloader=*$OddLoader"));

    assertThat(filter.accepts(loader.getUnnamedModule(), loader, "com.acme.Hello")).isFalse();
    assertThat(filter.accepts(UNNAMED, LOADER, "com.acme.Hello")).isTrue();
  }

  private static boolean accepts(String options, String className) {
    return new ClassFilter(AgentOptions.parse(options)).accepts(UNNAMED, LOADER, className);
  }

  private static final class OddLoader extends ClassLoader {}
}
