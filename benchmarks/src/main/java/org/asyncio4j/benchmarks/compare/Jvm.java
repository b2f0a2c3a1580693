package org.asyncio4j.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** A JDK and options for it. */
record Jvm(Path home, String version, List<String> options) {

  /** Takes the directory of a JDK, and options behind it, blanks between them. */
  static Jvm parse(String text) throws IOException {
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    Path home = Path.of(words.get(0));
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION", "?").replace("\"", "");
    return new Jvm(home, version, List.copyOf(words.subList(1, words.size())));
  }

  int featureVersion() {
    return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
  }

  /** For headings: no path of this machine. */
  String title() {
    return "JDK " + version + (options.isEmpty() ? "" : ", " + String.join(" ", options));
  }

  /** The beginning of a command line. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    return command;
  }
}
