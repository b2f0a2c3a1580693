package org.asyncio4j.benchmarks.service;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncio4j.benchmarks.cases.ClassFiles;
import org.asyncio4j.compiler.AsyncCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@link ServiceProcess} under the agent. */
@Command(
    name = "service",
    description = "A service under load: the heap after collections, over time.")
public final class ServiceMemory implements Callable<Integer> {
  @Option(names = "--seconds", description = "How long: 600.")
  private int seconds = 600;

  @Option(names = "--samples", description = "How often to look at the heap: 20.")
  private int samples = 20;

  @Option(names = "--java", description = "The JDK's directory. Default: this JDK.")
  private Path java = Path.of(System.getProperty("java.home"));

  /** Made by picocli. */
  public ServiceMemory() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            java.resolve("bin").resolve("java").toString(),
            "-Xmx256m",
            "-javaagent:" + ClassFiles.jarOf(AsyncCompiler.class),
            "-classpath",
            System.getProperty("java.class.path"),
            ServiceProcess.class.getName(),
            Integer.toString(seconds),
            Integer.toString(samples));
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.INHERIT)
        .redirectError(Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
