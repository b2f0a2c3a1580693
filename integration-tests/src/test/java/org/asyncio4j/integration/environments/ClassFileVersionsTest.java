package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.integration.support.Compilers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same source as class files of each version, with and without what helps debuggers. */
class ClassFileVersionsTest {
  static Stream<Arguments> versionsAndOptions() {
    return Stream.of(8, 11, 17, Runtime.version().feature())
        .distinct()
        .flatMap(
            release ->
                Stream.of("-g", "-g:none", "-parameters")
                    .map(option -> Arguments.of(release, option)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndOptions")
  void compiledAsItLoads(int release, String option, @TempDir Path directory) throws Exception {
    Path classes = compile(directory, release, option);

    Guest.expectReport(classes);
  }

  @ParameterizedTest
  @MethodSource("versionsAndOptions")
  void compiledByTheBuildAndAgainAsItLoads(int release, String option, @TempDir Path directory)
      throws Exception {
    Path classes = compile(directory, release, option);
    assertThat(Compilers.weave(classes)).isGreaterThan(3);
    assertThat(Compilers.weave(classes)).as("second time").isZero();

    Guest.expectReport(classes);

    assertThat(majorVersions(classes)).containsOnly(release + 44);
  }

  private static Path compile(Path directory, int release, String option) throws IOException {
    Path classes = Guest.classes(directory, "--release", "" + release, option);
    assertThat(majorVersions(classes)).containsOnly(release + 44);
    return classes;
  }

  private static List<Integer> majorVersions(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(Files::isRegularFile).map(ClassFileVersionsTest::majorVersion).toList();
    }
  }

  private static int majorVersion(Path classFile) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(classFile)).getShort(6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
