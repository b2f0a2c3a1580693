package org.asyncio4j.torture.suite;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A library's own tests, run in JVMs of their own: over the library as it is, or woven. */
public final class LibrarySuite {
  private static final int MINUTES = 15;

  /** What the tests of these libraries reach into by reflection. */
  private static final List<String> OPENED =
      List.of("lang", "lang.invoke", "lang.reflect", "text", "time", "time.chrono", "util");

  private final String name;
  private final Path directory;
  private final Path jar;
  private final Path tests;
  private final Set<String> excluded;

  /**
   * Prepares a suite.
   *
   * @param jar the library
   * @param testsJar its tests
   * @param directory where files may be written
   * @param excluded names of test classes to leave out
   */
  public LibrarySuite(Path jar, Path testsJar, Path directory, Set<String> excluded) {
    this.name = String.valueOf(jar.getFileName()).replace(".jar", "");
    this.directory = directory.resolve(name);
    this.jar = jar;
    // Tests look for resources where their sources have them.
    this.tests = this.directory.resolve("src/test/resources");
    this.excluded = excluded;
    unpack(testsJar, tests);
  }

  /** Where the woven classes go. */
  public Path wovenClasses() {
    return directory.resolve("woven");
  }

  /**
   * Runs the tests over the library as it is.
   *
   * @return how each test ended, by its unique id
   */
  public Map<String, String> runOriginal() {
    return run(jar, "original", List.of());
  }

  /**
   * Runs the tests over the woven classes.
   *
   * @param pace when injected awaits are completed, see {@link Paces}
   * @param seed for the pace {@code mixed}
   * @return how each test ended, by its unique id
   */
  public Map<String, String> runWoven(String pace, long seed) {
    return run(wovenClasses(), pace, List.of("-Dtorture.pace=" + pace, "-Dtorture.seed=" + seed));
  }

  private Map<String, String> run(Path library, String run, List<String> properties) {
    Path results = directory.resolve(run + ".results");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Each call of a woven method takes several frames.
    command.addAll(List.of("-Xmx1g", "-Xss8m", "-Djava.awt.headless=true", "-Duser.timezone=UTC"));
    // HotSpot interprets methods of more than 8000 bytes, and awaits make many methods that large.
    command.add("-XX:-DontCompileHugeMethods");
    command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
    OPENED.forEach(name -> command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
    command.addAll(properties);
    command.add("-classpath");
    command.add(
        String.join(
            File.pathSeparator,
            library.toString(),
            tests.toString(),
            System.getProperty("java.class.path")));
    command.addAll(List.of(SuiteMain.class.getName(), tests.toString(), results.toString()));
    command.addAll(excluded);
    try {
      Files.deleteIfExists(results);
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve(run + ".log").toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            name + ", " + run + ": not over after " + MINUTES + " minutes");
      }
      return parse(Files.readAllLines(results));
    } catch (IOException e) {
      throw new UncheckedIOException(name + ", " + run, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + ", " + run + ": interrupted", e);
    }
  }

  private static Map<String, String> parse(List<String> lines) {
    Map<String, String> results = new LinkedHashMap<>();
    for (String line : lines) {
      String[] columns = line.split("\t", 3);
      results.put(columns[1], (columns[0] + " " + columns[2]).trim());
    }
    return results;
  }

  private static void unpack(Path jar, Path directory) {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        Path target = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("."));
          try (InputStream in = file.getInputStream(entry)) {
            Files.write(target, in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + jar, e);
    }
  }

  /** {@return the name of the library} */
  @Override
  public String toString() {
    return name;
  }
}
