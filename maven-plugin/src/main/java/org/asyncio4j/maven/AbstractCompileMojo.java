package org.asyncio4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.compiler.Diagnostic;

/** What the two goals share: all but the directory. */
abstract class AbstractCompileMojo extends AbstractMojo {
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

  /** Returns the directory whose classes are compiled in place. */
  abstract File classesDirectory();

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

  private ClassDirectory.Result compile(Path directory) throws MojoExecutionException {
    try {
      return new ClassDirectory(directory, matcher(includes), matcher(excludes)).compile();
    } catch (IOException e) {
      throw new MojoExecutionException("cannot compile the async methods in " + directory, e);
    }
  }

  private static WildcardMatcher matcher(List<String> patterns) {
    return new WildcardMatcher(String.join(":", patterns));
  }

  private void report(ClassDirectory.Result result, Path directory) throws MojoFailureException {
    for (Diagnostic diagnostic : result.diagnostics()) {
      switch (diagnostic.severity()) {
        case ERROR -> getLog().error(diagnostic.toString());
        case WARNING -> getLog().warn(diagnostic.toString());
      }
    }
    long refused = result.refusedMethods();
    if (refused > 0) {
      throw new MojoFailureException(
          "%d async %s in %s refused, see the errors above"
              .formatted(refused, refused == 1 ? "method" : "methods", directory));
    }
    getLog()
        .info(
            "Compiled the async methods of %d %s in %s"
                .formatted(
                    result.compiledClasses(),
                    result.compiledClasses() == 1 ? "class" : "classes",
                    directory));
  }
}
