package org.asyncio4j.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Sets a property of the project to JVM arguments that start the agent, for tests and programs that
 * the build runs: Surefire and Failsafe read {@code argLine} by themselves, or as
 * {@code @{argLine}} where they are given one of their own.
 */
@Mojo(name = "prepare-agent", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareAgentMojo extends AbstractMojo {
  private static final String AGENT = "org.asyncio4j:asyncio4j-agent";

  /** Leaves the property as it is. */
  @Parameter(property = "asyncio4j.skip", defaultValue = "false")
  private boolean skip;

  /** The property that is set. What it holds already stays, behind the agent. */
  @Parameter(property = "asyncio4j.propertyName", defaultValue = "argLine")
  private String propertyName = "argLine";

  /** The agent's option of this name: the classes to compile. */
  @Parameter(property = "asyncio4j.includes")
  private List<String> includes = List.of();

  /** The agent's option of this name: classes to leave alone. */
  @Parameter(property = "asyncio4j.excludes")
  private List<String> excludes = List.of();

  /** The agent's option of this name: class loaders whose classes are left alone. */
  @Parameter(property = "asyncio4j.exclclassloader")
  private List<String> exclclassloader = List.of();

  /** The agent's option of this name: where copies of the compiled classes go. */
  @Parameter(property = "asyncio4j.classdumpdir")
  private @Nullable File classdumpdir;

  /** Whether the agent prints warnings. */
  @Parameter(property = "asyncio4j.showWarnings", defaultValue = "true")
  private boolean showWarnings = true;

  /** The project. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init") // injected
  private MavenProject project;

  /** What this plugin itself depends on, the agent among it. */
  @Parameter(defaultValue = "${plugin.artifactMap}", readonly = true, required = true)
  private Map<String, Artifact> pluginArtifacts = Map.of();

  @Override
  public void execute() {
    if (skip) {
      getLog().info("Skipped");
      // A late @{argLine} would stay as it is, and no JVM understands it.
      project.getProperties().putIfAbsent(propertyName, "");
      return;
    }
    String present = project.getProperties().getProperty(propertyName, "").trim();
    String value = present.isEmpty() ? argument() : argument() + " " + present;
    project.getProperties().setProperty(propertyName, value);
    getLog().info(propertyName + " set to " + value);
  }

  /** Quoted: the paths of a build may have spaces. */
  private String argument() {
    String options = String.join(",", options());
    Artifact agent = pluginArtifacts.get(AGENT);
    if (agent == null || agent.getFile() == null) {
      throw new IllegalStateException(AGENT + " is not among the plugin's dependencies");
    }
    return "\"-javaagent:" + agent.getFile() + (options.isEmpty() ? "" : "=" + options) + '"';
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    addList(options, "includes", includes);
    addList(options, "excludes", excludes);
    addList(options, "exclclassloader", exclclassloader);
    if (classdumpdir != null) {
      options.add("classdumpdir=" + classdumpdir);
    }
    if (!showWarnings) {
      options.add("warnings=false");
    }
    return options;
  }

  private static void addList(List<String> options, String key, List<String> values) {
    if (!values.isEmpty()) {
      options.add(key + "=" + String.join(":", values));
    }
  }
}
