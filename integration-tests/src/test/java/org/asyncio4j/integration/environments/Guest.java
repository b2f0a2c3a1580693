package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.asyncio4j.integration.support.Compilers;

/** The program of another project: source that these tests compile, and what it reports. */
final class Guest {
  static final String CLASS = "guest.Guest";

  static final String REPORT =
      "hello derived, nobody, base/derived, 1099511627778,"
          + " x0.5;x1.5;;;failed;, outer-aouter-b";

  private Guest() {}

  /** Copies one of the guest's sources out of the test resources. */
  static Path source(Path directory, String name) {
    try (InputStream in =
        Objects.requireNonNull(
            Guest.class.getResourceAsStream("/environments/" + name), "no resource " + name)) {
      Path file = directory.resolve(name);
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles the program with javac, and returns the directory of its class files. */
  static Path classes(Path directory, String... options) {
    Path classes = directory.resolve("classes");
    Compilers.javac(classes, source(directory, "Guest.java"), options);
    return classes;
  }

  /** Loads the program into a loader of its own, runs it there, and expects its report. */
  static void expectReport(Path classes) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Guest.class.getClassLoader())) {
      expectReport(loader);
    }
  }

  /** Runs the program of a loader, and expects its report. */
  static void expectReport(ClassLoader loader) throws ReflectiveOperationException {
    assertThat(report(loader)).isEqualTo(REPORT);
  }

  /** Runs the program of a loader. */
  static Object report(ClassLoader loader) throws ReflectiveOperationException {
    return loader.loadClass(CLASS).getMethod("report").invoke(null);
  }
}
