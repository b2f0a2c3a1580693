package org.asyncio4j.integration.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.CompiledClass;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** The compilers that make class files for tests, each run as its command line would. */
public final class Compilers {
  private Compilers() {}

  /**
   * Compiles with the javac of the JDK that runs the tests, against the runtime.
   *
   * @param output the directory for the class files
   * @param source a source file
   * @param options further options
   */
  public static void javac(Path output, Path source, String... options) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, log, log, arguments(output, source, options).toArray(String[]::new));
    if (status != 0) {
      throw refused("javac", source, log.toString(StandardCharsets.UTF_8));
    }
  }

  /**
   * Compiles with Eclipse's compiler, against the runtime.
   *
   * @param output the directory for the class files
   * @param source a source file
   * @param options further options
   */
  public static void ecj(Path output, Path source, String... options) {
    StringWriter log = new StringWriter();
    PrintWriter writer = new PrintWriter(log);
    if (!BatchCompiler.compile(
        arguments(output, source, options).toArray(String[]::new), writer, writer, null)) {
      throw refused("ecj", source, log.toString());
    }
  }

  /**
   * Compiles with Kotlin's compiler, against the runtime.
   *
   * @param output the directory for the class files
   * @param source a source file
   * @param options further options
   */
  public static void kotlinc(Path output, Path source, String... options) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    List<String> arguments = arguments(output, source, options);
    // The standard library is on the class path: the compiler has no home to find it in.
    arguments.add("-no-stdlib");
    arguments.add("-no-reflect");
    ExitCode status =
        new K2JVMCompiler()
            .exec(
                new PrintStream(log, true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));
    if (status != ExitCode.OK) {
      throw refused("kotlinc", source, log.toString(StandardCharsets.UTF_8));
    }
  }

  /**
   * Compiles the async methods of all class files below a directory in place, as the build does.
   *
   * @param directory the class files
   * @return how many classes were rewritten
   */
  public static int weave(Path directory) {
    AsyncCompiler compiler = new AsyncCompiler(AsyncCompiler.Target.BUILD);
    int rewritten = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        CompiledClass compiled = compiler.compile(Files.readAllBytes(file));
        if (!compiled.diagnostics().isEmpty()) {
          throw new AssertionError(compiled.diagnostics().toString());
        }
        if (compiled.changed()) {
          rewritten++;
          Files.write(file, compiled.bytes());
          for (var companion : compiled.companions().entrySet()) {
            Files.write(directory.resolve(companion.getKey() + ".class"), companion.getValue());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rewritten;
  }

  private static List<String> arguments(Path output, Path source, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of(
            "-d",
            output.toString(),
            "-cp",
            Artefacts.classPath(Artefacts.runtimeJar(), Artefacts.kotlinLibrary())));
    arguments.add(source.toString());
    return arguments;
  }

  private static AssertionError refused(String compiler, Path source, String log) {
    return new AssertionError(compiler + " refuses " + source + ": " + log);
  }
}
