package org.asyncio4j.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.Severity;

/** Compiles sources, and says what compilers and processors have to say of them. */
final class Sources {
  /** Eclipse's compiler has many warnings of its own. */
  private static final Pattern OURS =
      Pattern.compile("asyncio4j|@Async|^(a test or|await|each|emit|a generator|the coroutine) ");

  private Sources() {}

  static Path named(String name) {
    try {
      return Path.of(Objects.requireNonNull(Sources.class.getResource("/sources/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@code compiler} reports of a source; of what concerns asyncio4j. */
  static List<Diagnostic<? extends JavaFileObject>> compile(
      JavaCompiler compiler, Path source, Path output, Processor... processors) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options = new ArrayList<>();
      options.addAll(List.of("-d", output.toString(), "-g", "--release", "17"));
      options.addAll(List.of("-cp", System.getProperty("java.class.path")));
      if (processors.length == 0) {
        options.add("-proc:none");
      }
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              new StringWriter(),
              files,
              diagnostics,
              options,
              null,
              files.getJavaFileObjects(source));
      if (processors.length > 0) {
        task.setProcessors(List.of(processors));
      }
      task.call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> OURS.matcher(diagnostic.getMessage(null)).find())
        .toList();
  }

  /** What the compiler of async methods refuses, and the coroutines that it sees dropped. */
  static List<String> refusedOnceCompiled(Path classes) throws IOException {
    AsyncCompiler compiler = new AsyncCompiler(Target.BUILD);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        for (var diagnostic : compiler.compile(Files.readAllBytes(file)).diagnostics()) {
          if (diagnostic.severity() == Severity.ERROR
              || diagnostic.message().startsWith("the coroutine of ")) {
            found.add(text(diagnostic.line(), diagnostic.message()));
          }
        }
      }
    }
    return found;
  }

  /** A message with its line; of declarations class files do not have the line. */
  static String text(long line, String message) {
    boolean ofDeclaration = message.startsWith("@Async on ") || message.startsWith("a test or ");
    return (ofDeclaration ? "" : line + ": ") + message;
  }
}
