package org.asyncio4j.benchmarks.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.ClassFiles;
import org.asyncio4j.compiler.AsyncCompiler;

/** Where the classes are that the JVMs run: as javac made them, and woven. */
public final class Installation {
  private final Path woven;

  private Installation(Path woven) {
    this.woven = woven;
  }

  /**
   * Weaves a copy of the benchmarks, as a user would who has no Maven.
   *
   * @return the classes
   * @throws IOException if the files cannot be copied
   * @throws InterruptedException if the thread is interrupted
   */
  public static Installation weave() throws IOException, InterruptedException {
    Path classes = ClassFiles.jarOf(Case.class);
    Path woven = Files.createTempDirectory("asyncio4j-benchmarks");
    if (Files.isDirectory(classes)) {
      copy(classes, woven);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        copy(jar.getPath("/"), woven);
      }
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(java.toString(), "-jar", agentJar().toString(), "weave", woven.toString());
    Process weaver = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(weaver.getInputStream().readAllBytes());
    if (weaver.waitFor() != 0) {
      throw new IllegalStateException("weaving the benchmarks failed: " + output);
    }
    return new Installation(woven);
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> sources;
    try (Stream<Path> walk = Files.walk(from)) {
      sources = walk.filter(Files::isRegularFile).toList();
    }
    for (Path source : sources) {
      Path target = to.resolve(from.relativize(source).toString());
      Files.createDirectories(target.getParent());
      Files.copy(source, target);
    }
  }

  /** {@return the options with which a JVM finds the classes as javac made them} */
  public List<String> plain() {
    return List.of("-classpath", System.getProperty("java.class.path"));
  }

  /** {@return the options with which a JVM finds the woven classes} */
  public List<String> woven() {
    return List.of(
        "-classpath", woven + File.pathSeparator + System.getProperty("java.class.path"));
  }

  /** {@return the options with which a JVM weaves the classes as it loads them} */
  public List<String> underAgent() {
    List<String> options = new ArrayList<>(plain());
    options.add("-javaagent:" + agentJar());
    return options;
  }

  private static Path agentJar() {
    return ClassFiles.jarOf(AsyncCompiler.class);
  }
}
