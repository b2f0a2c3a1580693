package org.asyncio4j.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.ClassFiles;
import org.asyncio4j.compiler.AsyncCompiler;

/** Where the classes are that the JVMs run: as javac made them, and woven. */
final class Installation {
  private final Path woven;

  private Installation(Path woven) {
    this.woven = woven;
  }

  /** Weaves a copy of the benchmarks, as a user would who has no Maven. */
  static Installation weave() throws IOException, InterruptedException {
    Path classes = ClassFiles.jarOf(Case.class);
    Path woven = Files.createTempDirectory("asyncio4j-benchmarks");
    List<Path> sources;
    try (Stream<Path> walk = Files.walk(classes)) {
      sources = walk.filter(Files::isRegularFile).toList();
    }
    for (Path source : sources) {
      Path target = woven.resolve(classes.relativize(source).toString());
      Files.createDirectories(target.getParent());
      Files.copy(source, target);
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

  /** The options with which a JVM finds the classes of a rival. */
  List<String> options(Rival rival) {
    List<String> options = new ArrayList<>();
    String classPath = System.getProperty("java.class.path");
    if (rival == Rival.WOVEN) {
      classPath = woven + File.pathSeparator + classPath;
    }
    if (rival == Rival.AGENT) {
      options.add("-javaagent:" + agentJar());
    }
    options.add("-classpath");
    options.add(classPath);
    return options;
  }

  private static Path agentJar() {
    return ClassFiles.jarOf(AsyncCompiler.class);
  }
}
