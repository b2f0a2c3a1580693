package org.asyncio4j.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.asyncio4j.compiler.CompiledClass;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.InvalidClassFileException;
import org.asyncio4j.compiler.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncTransformerTest {
  private static final byte[] SOURCE = {1};
  private static final byte[] TARGET = {2};
  private static final byte[] COMPANION = {3};

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void returnsWhatTheCompilerMade() {
    assertThat(transform("", bytes -> changed())).isSameAs(TARGET);
    assertThat(logged()).isEmpty();
  }

  @Test
  void leavesAnUnchangedClassToTheJvm() {
    assertThat(transform("", bytes -> unchanged())).isNull();
    assertThat(logged()).isEmpty();
  }

  @Test
  void doesNotCompileWhatTheFilterRejects() {
    assertThat(transform("excludes=com.acme.*", bytes -> fail("compiled"))).isNull();
    assertThat(logged()).isEmpty();
  }

  @Test
  void leavesARedefinedClassAlone() {
    assertThat(transformNamed("com/acme/Hello", AsyncTransformerTest.class)).isNull();
    assertThat(logged()).isEmpty();
  }

  @Test
  void leavesAClassWithoutANameAlone() {
    assertThat(transformNamed(null, null)).isNull();
    assertThat(logged()).isEmpty();
  }

  @Test
  void printsEveryDiagnostic() {
    Diagnostic error =
        new Diagnostic(Severity.ERROR, "com.acme.Hello", "main", "Hello.java", 12, "refused");
    Diagnostic warning =
        new Diagnostic(Severity.WARNING, "com.acme.Hello", "main", "Hello.java", 13, "blocks");

    byte[] result =
        transform("", bytes -> new CompiledClass(TARGET, Map.of(), List.of(error, warning), true));

    assertThat(result).isSameAs(TARGET);
    assertThat(logged())
        .containsExactly(
            "asyncio4j: Hello.java:12: error: Hello.main: refused",
            "asyncio4j: Hello.java:13: warning: Hello.main: blocks");
  }

  @Test
  void printsNoWarningsWhenToldNotTo() {
    Diagnostic error =
        new Diagnostic(Severity.ERROR, "com.acme.Hello", "main", "Hello.java", 12, "refused");
    Diagnostic warning =
        new Diagnostic(Severity.WARNING, "com.acme.Hello", "main", "Hello.java", 13, "blocks");

    transform(
        "warnings=false",
        bytes -> new CompiledClass(TARGET, Map.of(), List.of(error, warning), true));

    assertThat(logged()).containsExactly("asyncio4j: Hello.java:12: error: Hello.main: refused");
  }

  @Test
  void leavesABrokenClassFileToTheJvmAndSaysSo() {
    byte[] result =
        transform(
            "",
            bytes -> {
              throw new InvalidClassFileException("no class file");
            });

    assertThat(result).isNull();
    assertThat(logged())
        .containsExactly("asyncio4j: com.acme.Hello is left as it is: no class file");
  }

  @Test
  void printsTheStackTraceOfAnInternalError() {
    byte[] result =
        transform(
            "",
            bytes -> {
              throw new AssertionError("bug");
            });

    assertThat(result).isNull();
    assertThat(logged())
        .startsWith(
            "asyncio4j: internal error, com.acme.Hello is left as it is",
            "java.lang.AssertionError: bug")
        .anyMatch(line -> line.contains("at org.asyncio4j.agent.AsyncTransformerTest"));
  }

  @Test
  void dumpsTheClassAndItsCompanions(@TempDir Path directory) {
    assertThat(transform("classdumpdir=" + directory, bytes -> changed())).isSameAs(TARGET);

    assertThat(directory.resolve("com/acme/Hello.class")).hasBinaryContent(TARGET);
    assertThat(directory.resolve("com/acme/Hello$main$Coroutine.class"))
        .hasBinaryContent(COMPANION);
    assertThat(logged()).isEmpty();
  }

  @Test
  void dumpsNothingOfAnUnchangedClass(@TempDir Path directory) {
    transform("classdumpdir=" + directory, bytes -> unchanged());

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void compilesEvenWhenItCannotDump(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(transform("classdumpdir=" + file, bytes -> changed())).isSameAs(TARGET);
    assertThat(logged())
        .singleElement()
        .asString()
        .startsWith("asyncio4j: cannot write the class file of com.acme.Hello: ");
  }

  private static CompiledClass changed() {
    return new CompiledClass(
        TARGET, Map.of("com/acme/Hello$main$Coroutine", COMPANION), List.of(), true);
  }

  private static CompiledClass unchanged() {
    return new CompiledClass(SOURCE, Map.of(), List.of(), false);
  }

  private byte[] transform(String options, Function<byte[], CompiledClass> compiler) {
    return transform(options, compiler, "com/acme/Hello", null);
  }

  private byte[] transformNamed(String internalName, Class<?> classBeingRedefined) {
    return transform("", bytes -> fail("compiled"), internalName, classBeingRedefined);
  }

  private byte[] transform(
      String options,
      Function<byte[], CompiledClass> compiler,
      String internalName,
      Class<?> classBeingRedefined) {
    ClassLoader loader = getClass().getClassLoader();
    return new AsyncTransformer(
            AgentOptions.parse(options), compiler, new PrintStream(log, true, UTF_8))
        .transform(
            loader.getUnnamedModule(), loader, internalName, classBeingRedefined, null, SOURCE);
  }

  private List<String> logged() {
    return log.toString(UTF_8).lines().toList();
  }
}
