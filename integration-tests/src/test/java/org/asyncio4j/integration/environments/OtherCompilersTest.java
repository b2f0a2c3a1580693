package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.asyncio4j.integration.support.Compilers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Class files that no javac has made. */
class OtherCompilersTest {
  private static final String KOTLIN_REPORT =
      "hello derived, ab-ab, 6, companion, circle 2.0, empty, 0A1Bsum.";

  @ParameterizedTest
  @CsvSource({"1.8,-g", "1.8,-g:none", "17,-g", "17,-parameters"})
  void ecj(String release, String option, @TempDir Path directory) throws Exception {
    Path classes = directory.resolve("classes");
    Compilers.ecj(
        classes,
        Guest.source(directory, "Guest.java"),
        "-source",
        release,
        "-target",
        release,
        "-nowarn",
        option);

    Guest.expectReport(classes);
    assertThat(Compilers.weave(classes)).isGreaterThan(3);
    Guest.expectReport(classes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "17"})
  void kotlin(String target, @TempDir Path directory) throws Exception {
    Path classes = directory.resolve("classes");
    Compilers.kotlinc(
        classes, Guest.source(directory, "Guest.kt"), "-jvm-target", target, "-nowarn");

    expectKotlinReport(classes);
    assertThat(Compilers.weave(classes)).isGreaterThan(2);
    expectKotlinReport(classes);
  }

  private static void expectKotlinReport(Path classes) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, OtherCompilersTest.class.getClassLoader())) {
      assertThat(Guest.report(loader)).isEqualTo(KOTLIN_REPORT);
    }
  }
}
