package org.asyncio4j.integration.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.asyncio4j.integration.support.ProcessRunner;

/** A shell whose {@code java} is that of these tests, and whose {@code mvn} knows this build. */
final class Shell {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final String path;

  private Shell(Path bin) {
    this.path = bin + File.pathSeparator + Path.of(System.getProperty("java.home"), "bin");
  }

  /**
   * A shell for projects of users: the local repository of its {@code mvn} has what this build has
   * made.
   *
   * @param home an empty folder
   */
  static Shell ofUsers(Path home) throws IOException {
    Path settings = home.resolve("settings.xml");
    Files.writeString(
        settings,
        Files.readString(Path.of(System.getProperty("basedir", "")).resolve("src/it/settings.xml"))
            .replace("@localRepositoryUrl@", outerRepository().toUri().toString()));
    return new Shell(
        mvn(
            home,
            "-s '%s' -Dmaven.repo.local='%s'"
                .formatted(settings, System.getProperty("asyncio4j.itRepository"))));
  }

  /**
   * A shell for a copy of this project: its {@code mvn} shares this build's local repository,
   * fetches what only a profile needs, and leaves the tests and the checks of sources to this
   * build.
   *
   * @param home an empty folder
   */
  static Shell ofThisProject(Path home) throws IOException {
    return new Shell(
        mvn(
            home,
            "-Dmaven.test.skip=true -Djavac.checks=-XDunchecked -Dmaven.repo.local='%s'"
                .formatted(outerRepository())));
  }

  private static Path outerRepository() {
    return Path.of(System.getProperty("asyncio4j.localRepository"));
  }

  private static Path mvn(Path home, String options) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path mvn = bin.resolve("mvn");
    Files.writeString(
        mvn,
        "#!/bin/bash\nexec '%s' %s -Dstyle.color=never \"$@\"\n"
            .formatted(System.getProperty("asyncio4j.maven"), options));
    if (!mvn.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + mvn + " executable");
    }
    return bin;
  }

  /**
   * Runs commands until one fails.
   *
   * @param directory where
   * @param commands as they would be typed
   * @return what they printed and how they ended
   */
  ProcessRunner.Result run(Path directory, String commands) {
    ProcessRunner.Result result =
        ProcessRunner.run(
            List.of(
                "bash",
                "-ec",
                "cd '" + directory + "'; export PATH='" + path + "':\"$PATH\"\n" + commands),
            TIMEOUT);
    return new ProcessRunner.Result(result.exitCode(), own(result.stdout()), own(result.stderr()));
  }

  /**
   * Without what Maven itself leaves behind: it resets the terminal's colours when it ends, and JDK
   * 24 and later warn of what its libraries do.
   */
  private static String own(String printed) {
    StringBuilder own = new StringBuilder();
    printed
        .replace("\u001b[0m", "")
        .lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .forEach(line -> own.append(line).append('\n'));
    return own.toString();
  }
}
