package org.asyncio4j.weave;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles the async methods in directories and jars, in place, as the Maven plugin does. */
@Command(
    name = "weave",
    description = "Compiles the @Async methods of the classes in directories and jars, in place.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WeaveCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // injected
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "<directory or jar>",
      description = "Where the class files are.")
  private List<Path> places = new ArrayList<>();

  @Option(
      names = {"--classpath", "-cp"},
      split = "[${path.separator}]",
      paramLabel = "<path>",
      description =
          "What the classes will run with. It is looked at, not changed: classes on it that await"
              + " and are not compiled are warned about.")
  private List<Path> classPath = new ArrayList<>();

  @Option(
      names = "--sourcepath",
      split = "[${path.separator}]",
      paramLabel = "<path>",
      description = "Directories of the sources, so that messages give their whole paths.")
  private List<String> sourcePath = new ArrayList<>();

  @Option(
      names = "--includes",
      paramLabel = "<patterns>",
      defaultValue = "*",
      description = "Class names to compile, ':' between them, with the wildcards * and ?.")
  private String includes = "*";

  @Option(
      names = "--excludes",
      paramLabel = "<patterns>",
      defaultValue = "",
      description = "Class names to leave alone all the same.")
  private String excludes = "";

  @Option(
      names = "--fail-on-warning",
      description = "Treat warnings as errors: the class stays as it is, the exit code is 1.")
  private boolean failOnWarning;

  @Option(names = "--no-warnings", description = "Print errors only.")
  private boolean noWarnings;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    SourceRoots sources = new SourceRoots(sourcePath);
    boolean failed = false;
    for (Path place : places) {
      Weaver.Result result = weaver(includes, excludes).weave(place);
      for (Diagnostic diagnostic : result.diagnostics()) {
        failed |= isFatal(diagnostic);
        if (isFatal(diagnostic) || !noWarnings) {
          err.println(sources.locate(diagnostic));
        }
      }
      spec.commandLine()
          .getOut()
          .printf(
              "Compiled the async methods of %d %s in %s%n",
              result.compiledClasses(), result.compiledClasses() == 1 ? "class" : "classes", place);
    }
    warnOfUncompiled(err);
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private boolean isFatal(Diagnostic diagnostic) {
    return failOnWarning || diagnostic.severity() == Severity.ERROR;
  }

  private Weaver weaver(String includes, String excludes) {
    return new Weaver(new WildcardMatcher(includes), new WildcardMatcher(excludes), this::isFatal);
  }

  private void warnOfUncompiled(PrintWriter err) throws IOException {
    List<Path> others = classPath.stream().filter(Files::exists).toList();
    for (Path place : noWarnings ? List.<Path>of() : others) {
      List<String> uncompiled = weaver("*", "").uncompiledClasses(place);
      if (!uncompiled.isEmpty() && !places.contains(place)) {
        err.printf(
            "%s: warning: not compiled, though they await: %s; weave it too, or run the program"
                + " under the agent%n",
            place, String.join(", ", uncompiled));
      }
    }
  }
}
