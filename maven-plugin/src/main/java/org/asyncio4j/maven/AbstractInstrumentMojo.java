package org.asyncio4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.Severity;
import org.asyncio4j.weave.SourceRoots;
import org.asyncio4j.weave.Weaver;

/** What the two goals share: all but the directory. */
abstract class AbstractInstrumentMojo extends AbstractMojo {
  /** Leaves all classes as they are. */
  @Parameter(property = "asyncio4j.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The classes to compile, by binary name. {@code *} stands for any characters, {@code ?} for one.
   */
  @Parameter(property = "asyncio4j.includes", defaultValue = "*")
  private List<String> includes = List.of("*");

  /** Classes to leave as they are all the same, written like the included ones. */
  @Parameter(property = "asyncio4j.excludes")
  private List<String> excludes = List.of();

  /**
   * Whether a refused method fails the build. If not, it is warned about, and compiled into one
   * that throws an {@code AsyncCompilationError} when it is called, as under the agent.
   */
  @Parameter(property = "asyncio4j.failOnError", defaultValue = "true")
  private boolean failOnError = true;

  /** Whether a warning fails the build. */
  @Parameter(property = "asyncio4j.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /** Whether warnings are printed. */
  @Parameter(property = "asyncio4j.showWarnings", defaultValue = "true")
  private boolean showWarnings = true;

  /** Returns the directory whose classes are compiled in place. */
  abstract File classesDirectory();

  /** Returns the directories that may have their sources. */
  abstract List<String> sourceRoots();

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path directory = classesDirectory().toPath();
    if (skip) {
      getLog().info("Skipped");
    } else if (!Files.isDirectory(directory)) {
      getLog().info("No classes in " + directory);
    } else {
      report(compile(directory), directory);
    }
  }

  private Weaver.Result compile(Path directory) throws MojoExecutionException {
    try {
      return new Weaver(matcher(includes), matcher(excludes), this::isFatal).weave(directory);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot compile the async methods in " + directory, e);
    }
  }

  private boolean isFatal(Diagnostic diagnostic) {
    return switch (diagnostic.severity()) {
      case ERROR -> failOnError;
      case WARNING -> failOnWarning;
    };
  }

  private static WildcardMatcher matcher(List<String> patterns) {
    return new WildcardMatcher(String.join(":", patterns));
  }

  private void report(Weaver.Result result, Path directory) throws MojoFailureException {
    SourceRoots sources = new SourceRoots(sourceRoots());
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (isFatal(diagnostic)) {
        getLog().error(sources.locate(diagnostic));
      } else if (showWarnings || diagnostic.severity() == Severity.ERROR) {
        getLog().warn(sources.locate(diagnostic));
      }
    }
    failIfAny(result, directory);
    getLog()
        .info(
            "Compiled the async methods of %s in %s"
                .formatted(count(result.compiledClasses(), "class", "classes"), directory));
  }

  private void failIfAny(Weaver.Result result, Path directory) throws MojoFailureException {
    List<String> reasons = new ArrayList<>();
    int refused = fatal(result, Severity.ERROR);
    if (refused > 0) {
      reasons.add(count(refused, "refused async method", "refused async methods"));
    }
    int warnings = fatal(result, Severity.WARNING);
    if (warnings > 0) {
      reasons.add(count(warnings, "warning", "warnings"));
    }
    if (!reasons.isEmpty()) {
      throw new MojoFailureException(
          "%s in %s, see the errors above".formatted(String.join(" and ", reasons), directory));
    }
  }

  private int fatal(Weaver.Result result, Severity severity) {
    return (int)
        result.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == severity && isFatal(diagnostic))
            .count();
  }

  private static String count(int number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }
}
