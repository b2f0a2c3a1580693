package org.asyncio4j.weave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.asyncio4j.Async;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeaverTest {
  private static final String IMPORTS =
      """
      package com.acme;
      import static org.asyncio4j.Asyncio.*;
      import org.asyncio4j.*;
      """;

  private static final String PROPER =
      IMPORTS
          + """
          class Proper {
            @Async static Coroutine<Void> main() {
              await(yieldNow());
              return done();
            }
          }
          """;

  private static final String FORGETFUL =
      IMPORTS
          + """
          class Forgetful {
            static Coroutine<Void> twice() {
              await(yieldNow());
              await(yieldNow());
              return done();
            }
            static Coroutine<Void> once() {
              await(yieldNow());
              return done();
            }
          }
          """;

  private static final String PLAIN = "package com.acme; class Plain {}";

  @TempDir private Path sources;
  @TempDir private Path classes;

  @Test
  void compilesInPlace() throws Exception {
    javac("Proper", PROPER);
    javac("Plain", PLAIN);
    byte[] plain = read("Plain");
    byte[] proper = read("Proper");

    Weaver.Result result = compile("*", "");

    assertThat(result).isEqualTo(new Weaver.Result(1, List.of()));
    assertThat(files())
        .containsExactly("Plain.class", "Proper$main$Coroutine.class", "Proper.class");
    assertThat(read("Plain")).isEqualTo(plain);
    assertThat(read("Proper")).isNotEqualTo(proper);
  }

  @Test
  void leavesCompiledClassesAlone() throws Exception {
    javac("Proper", PROPER);
    compile("*", "");
    byte[] proper = read("Proper");

    assertThat(compile("*", "")).isEqualTo(new Weaver.Result(0, List.of()));
    assertThat(read("Proper")).isEqualTo(proper);
  }

  @Test
  void compilesWhatJavacHasCompiledAnew() throws Exception {
    javac("Proper", PROPER);
    compile("*", "");
    byte[] proper = read("Proper");
    javac("Proper", PROPER);

    assertThat(compile("*", "").compiledClasses()).isEqualTo(1);
    assertThat(read("Proper")).isEqualTo(proper);
  }

  @Test
  void compilesTheOneThatHasChangedAndLeavesTheOthers() throws Exception {
    javac("Proper", PROPER);
    javac("Other", PROPER.replace("Proper", "Other"));
    compile("*", "");
    byte[] other = read("Other");
    javac("Proper", PROPER.replace("main", "renamed"));

    assertThat(compile("*", "")).isEqualTo(new Weaver.Result(1, List.of()));
    assertThat(read("Other")).isEqualTo(other);
    assertThat(files())
        .containsExactly(
            "Other$main$Coroutine.class",
            "Other.class",
            "Proper$renamed$Coroutine.class",
            "Proper.class");
  }

  @Test
  void refusesAClassAgainAndAgainButCompilesTheOthers() throws Exception {
    javac("Proper", PROPER);
    javac("Forgetful", FORGETFUL);
    byte[] forgetful = read("Forgetful");

    Weaver.Result first = compile("*", "");
    Weaver.Result second = compile("*", "");

    assertThat(first.compiledClasses()).isEqualTo(1);
    assertThat(first.diagnostics()).hasSize(2);
    assertThat(first.diagnostics())
        .extracting(Diagnostic::toString)
        .anyMatch(line -> line.startsWith("Forgetful.java:6: error: Forgetful.twice: await "))
        .anyMatch(line -> line.startsWith("Forgetful.java:11: error: Forgetful.once: await "));
    assertThat(second).isEqualTo(new Weaver.Result(0, first.diagnostics()));
    assertThat(read("Forgetful")).isEqualTo(forgetful);
  }

  @Test
  void compilesWhatIsNotFatal() throws Exception {
    javac("Forgetful", FORGETFUL);
    byte[] forgetful = read("Forgetful");

    Weaver.Result first = compile("*", "", diagnostic -> false);

    assertThat(first.compiledClasses()).isEqualTo(1);
    assertThat(first.diagnostics()).hasSize(2);
    assertThat(read("Forgetful")).isNotEqualTo(forgetful);
    assertThat(compile("*", "")).isEqualTo(new Weaver.Result(0, List.of()));
  }

  @Test
  void namesTheWholePathOfASourceThatItFinds() throws Exception {
    javac("Forgetful", FORGETFUL);
    Diagnostic diagnostic = compile("*", "").diagnostics().get(0);
    Path source = sources.resolve("com/acme/Forgetful.java");

    SourceRoots roots =
        new SourceRoots(List.of(sources.resolve("none").toString(), sources.toString()));

    assertThat(roots.locate(diagnostic)).isEqualTo(diagnostic.toString());
    Files.createDirectories(source.getParent());
    Files.createFile(source);
    assertThat(roots.locate(diagnostic))
        .isEqualTo(source.getParent() + "/" + diagnostic)
        .startsWith(source + ":6: error: Forgetful.twice: await ");
  }

  @Test
  void obeysIncludesAndExcludes() throws Exception {
    javac("Proper", PROPER);

    assertThat(compile("org.acme.*", "").compiledClasses()).isZero();
    assertThat(compile("*", "com.acme.Pro*:x").compiledClasses()).isZero();
    assertThat(compile("x:com.acme.Proper", "").compiledClasses()).isEqualTo(1);
  }

  @Test
  void namesAFileThatIsNoClassFile() throws Exception {
    javac("Proper", PROPER);
    Path file = classes.resolve("com/acme/Proper.class");
    byte[] content = Files.readAllBytes(file);
    content[6] = 0x7f;
    Files.write(file, content);

    assertThatThrownBy(() -> compile("*", ""))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void removesTheCoroutineClassesOfMethodsThatAreGone() throws Exception {
    javac("Proper", PROPER);
    javac("Plain", PLAIN);
    compile("*", "");
    javac("Proper", PROPER.replace("main", "renamed"));

    assertThat(compile("*", "").compiledClasses()).isEqualTo(1);
    assertThat(files())
        .containsExactly("Plain.class", "Proper$renamed$Coroutine.class", "Proper.class");
  }

  @Test
  void removesTheCoroutineClassesOfClassesThatAreGone() throws Exception {
    javac("Proper", PROPER);
    javac("Plain", PLAIN);
    compile("*", "");
    Files.delete(classes.resolve("com/acme/Proper.class"));

    assertThat(compile("*", "")).isEqualTo(new Weaver.Result(0, List.of()));
    assertThat(files()).containsExactly("Plain.class");
  }

  @Test
  void keepsAClassThatOnlyLooksLikeACoroutineClass() throws Exception {
    javac("Plain$main$Coroutine", "package com.acme; class Plain$main$Coroutine {}");

    compile("*", "");

    assertThat(files()).containsExactly("Plain$main$Coroutine.class");
  }

  @Test
  void namesTheClassesThatAreNotCompiled() throws Exception {
    javac("Proper", PROPER);
    javac("Plain", PLAIN);
    Weaver weaver = new Weaver(new WildcardMatcher("*"), new WildcardMatcher(""), any -> false);

    assertThat(weaver.uncompiledClasses(classes)).containsExactly("com.acme.Proper");
    compile("*", "");
    assertThat(weaver.uncompiledClasses(classes)).isEmpty();
  }

  private Weaver.Result compile(String includes, String excludes) throws IOException {
    return compile(includes, excludes, diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  private Weaver.Result compile(String includes, String excludes, Predicate<Diagnostic> fatal)
      throws IOException {
    return new Weaver(new WildcardMatcher(includes), new WildcardMatcher(excludes), fatal)
        .weave(classes);
  }

  private byte[] read(String simpleName) throws IOException {
    return Files.readAllBytes(classes.resolve("com/acme/" + simpleName + ".class"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(classes.resolve("com/acme"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void javac(String simpleName, String source) throws IOException, URISyntaxException {
    Path file = sources.resolve(simpleName + ".java");
    Files.writeString(file, source, UTF_8);
    Path runtime = Path.of(Async.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-cp",
                runtime.toString(),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(exitCode).isZero();
  }
}
