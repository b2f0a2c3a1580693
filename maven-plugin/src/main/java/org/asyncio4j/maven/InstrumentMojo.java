package org.asyncio4j.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Compiles the async methods of the project's classes, in place. */
@Mojo(name = "instrument", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class InstrumentMojo extends AbstractInstrumentMojo {
  /** The directory of the class files. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init") // injected
  private File classesDirectory;

  /** The directories of the sources. */
  @Parameter(defaultValue = "${project.compileSourceRoots}", readonly = true, required = true)
  private List<String> sourceRoots = List.of();

  @Override
  File classesDirectory() {
    return classesDirectory;
  }

  @Override
  List<String> sourceRoots() {
    return sourceRoots;
  }
}
