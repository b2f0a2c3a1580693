package org.asyncio4j.integration.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.Severity;
import org.asyncio4j.integration.support.Artefacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Over all that this project has written with {@code await} the annotation processor says what the
 * compiler says of the class files: nothing where that says nothing, the same words where it
 * refuses.
 */
class OwnSourcesTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** Of declarations class files do not have the line. */
  private static final Pattern DECLARATION = Pattern.compile("^(@Async on|a test or) ");

  private static final Pattern OURS =
      Pattern.compile("^(@Async on|a test or|await|each|emit|a generator|the coroutine of) ");

  @TempDir private Path directory;

  /** With what the build has made of them. */
  @ParameterizedTest
  @CsvSource({
    "../samples/src/main/java, ../samples/target/classes",
    "../junit/src/test/java, ../junit/target/test-classes",
    "../runtime/src/test/java, ../runtime/target/test-classes",
    "src/test/java, target/test-classes"
  })
  void saysWhatTheCompilerSays(String folder, String classes) throws IOException {
    compare(sources(MODULE.resolve(folder)), MODULE.resolve(classes));
  }

  @Test
  void saysWhatTheCompilerSaysOfWhatIsRefused() throws IOException {
    List<Path> sources = sources(MODULE.resolve("src/it/refused/src/main/java"));
    assertThat(compile(sources, "-proc:none"))
        .noneMatch(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
    compare(sources, directory);
  }

  private void compare(List<Path> sources, Path classes) throws IOException {
    Set<String> expected = refusedOnceCompiled(classes);

    Set<String> found = new TreeSet<>();
    for (var diagnostic :
        compile(
            sources,
            "--should-stop=ifNoError=FLOW",
            "-processorpath",
            Artefacts.classPath(Artefacts.processorJar(), Artefacts.agentJar()))) {
      String message = diagnostic.getMessage(Locale.ROOT);
      if (OURS.matcher(message).find()) {
        found.add(
            text(
                Path.of(diagnostic.getSource().getName()).getFileName().toString(),
                diagnostic.getLineNumber(),
                message));
      }
    }

    assertThat(found).isEqualTo(expected);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      return sources;
    }
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(List<Path> sources, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    String ownPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    // Kept from the tests' own class path, as the agent brings itself.
    String classPath = ownPath + File.pathSeparator + Artefacts.agentJar();
    arguments.addAll(List.of("-cp", classPath, "-d", directory.toString()));
    arguments.addAll(List.of("-Xmaxerrs", "1000", "-Xmaxwarns", "1000"));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JAVAC
          .getTask(
              null, files, diagnostics, arguments, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return diagnostics.getDiagnostics();
  }

  private static Set<String> refusedOnceCompiled(Path classes) throws IOException {
    AsyncCompiler compiler = new AsyncCompiler(AsyncCompiler.Target.BUILD);
    Set<String> found = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(classes)) {
      List<Path> files = walk.filter(path -> path.toString().endsWith(".class")).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        for (var diagnostic : compiler.compile(Files.readAllBytes(file)).diagnostics()) {
          if (diagnostic.severity() == Severity.ERROR
              || diagnostic.message().startsWith("the coroutine of ")) {
            found.add(text(diagnostic.sourceFile(), diagnostic.line(), diagnostic.message()));
          }
        }
      }
    }
    return found;
  }

  private static String text(String file, long line, String message) {
    return file + ":" + (DECLARATION.matcher(message).find() ? "" : line) + ": " + message;
  }
}
