package org.asyncio4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.weave.Weaver;

/**
 * Fails the build if a class that awaits has not been compiled, because no execution of {@code
 * instrument} saw it, or because another plugin has put back what it was before.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractMojo {

  /** Checks nothing. */
  @Parameter(property = "asyncio4j.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The classes to check, by binary name. {@code *} stands for any characters, {@code ?} for one.
   */
  @Parameter(property = "asyncio4j.includes", defaultValue = "*")
  private List<String> includes = List.of("*");

  /** Classes not to check, written like the included ones: those that run under the agent. */
  @Parameter(property = "asyncio4j.excludes")
  private List<String> excludes = List.of();

  /** The directory of the class files. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init") // injected
  private File classesDirectory;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path directory = classesDirectory.toPath();
    if (skip) {
      getLog().info("Skipped");
      return;
    }
    List<String> uncompiled = Files.isDirectory(directory) ? uncompiled(directory) : List.of();
    if (!uncompiled.isEmpty()) {
      throw new MojoFailureException(
          "not compiled, though they await: %s in %s. Let the goal instrument run after whatever"
                  .formatted(String.join(", ", uncompiled), directory)
              + " writes these classes (restore-instrumented-classes of JaCoCo puts back what it"
              + " found), or exclude them from this check if they run under the agent");
    }
  }

  private List<String> uncompiled(Path directory) throws MojoExecutionException {
    WildcardMatcher included = new WildcardMatcher(String.join(":", includes));
    WildcardMatcher excluded = new WildcardMatcher(String.join(":", excludes));
    try {
      return new Weaver(included, excluded, diagnostic -> false).uncompiledClasses(directory);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot check the classes in " + directory, e);
    }
  }
}
