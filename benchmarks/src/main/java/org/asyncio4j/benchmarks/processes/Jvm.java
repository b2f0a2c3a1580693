package org.asyncio4j.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * A JDK and options for it.
 *
 * @param home its directory
 * @param version its full version
 * @param options for each of its JVMs
 */
public record Jvm(Path home, String version, List<String> options) {

  /**
   * Takes the directory of a JDK, and options behind it, blanks between them.
   *
   * @param text what the command line says
   * @return the JDK
   * @throws IOException if there is none in the directory
   */
  public static Jvm parse(String text) throws IOException {
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    Path home = Path.of(words.get(0));
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION", "?").replace("\"", "");
    return new Jvm(home, version, List.copyOf(words.subList(1, words.size())));
  }

  /** {@return the first number of the version} */
  public int featureVersion() {
    return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
  }

  /** {@return what headings call it: no path of this machine} */
  public String title() {
    return "JDK " + version + (options.isEmpty() ? "" : ", " + String.join(" ", options));
  }

  /** {@return the beginning of a command line, to be added to} */
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    return command;
  }
}
