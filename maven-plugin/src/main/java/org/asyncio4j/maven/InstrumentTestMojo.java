package org.asyncio4j.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Compiles the async methods of the project's test classes, in place. */
@Mojo(
    name = "instrument-test",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    threadSafe = true)
public final class InstrumentTestMojo extends AbstractInstrumentMojo {
  /** The directory of the test class files. */
  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
  @SuppressWarnings("NullAway.Init") // injected
  private File testClassesDirectory;

  /** The directories of the sources. */
  @Parameter(defaultValue = "${project.testCompileSourceRoots}", readonly = true, required = true)
  private List<String> sourceRoots = List.of();

  @Override
  File classesDirectory() {
    return testClassesDirectory;
  }

  @Override
  List<String> sourceRoots() {
    return sourceRoots;
  }
}
