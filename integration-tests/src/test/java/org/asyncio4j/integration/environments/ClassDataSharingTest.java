package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.integration.support.Jars;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of class data, which bring a class into a JVM without its class file being read. */
class ClassDataSharingTest {
  private Path directory;
  private Path classes;
  private Path archive;

  @BeforeEach
  void compile(@TempDir Path directory) {
    this.directory = directory;
    this.classes = Guest.classes(directory);
    this.archive = directory.resolve("guest.jsa");
  }

  @Test
  void classesCompiledByTheBuildComeFromTheArchive() {
    assertThat(Compilers.weave(classes)).isGreaterThan(3);
    Path jar = Jars.of(directory.resolve("guest.jar"), classes);
    dump(jar);

    ProcessRunner.Result result = sharing(jar).option("-Xlog:class+load").run(Guest.CLASS);

    assertThat(result.exitCode()).as(result.stdout()).isZero();
    assertThat(result.outputLines())
        .contains(Guest.REPORT)
        .anyMatch(line -> isFromArchive(line, Guest.CLASS))
        .anyMatch(line -> isFromArchive(line, Guest.CLASS + "$all$Coroutine"));
  }

  @Test
  void classesOfAnArchiveMadeWithoutTheAgentAreCompiledAsTheyLoad() {
    Path jar = Jars.of(directory.resolve("guest.jar"), classes);
    dump(jar);

    ProcessRunner.Result result = sharing(jar).agent().run(Guest.CLASS);

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    // JDK 25 says first that the agent's module was not there when the archive was made.
    assertThat(result.outputLines()).endsWith(Guest.REPORT);
  }

  /** Makes the archive; not compiled for asyncio4j, the program fails, and the archive is made. */
  private void dump(Path jar) {
    ProcessRunner.Result result =
        command(jar).option("-XX:ArchiveClassesAtExit=" + archive).run(Guest.CLASS);
    assertThat(archive).as(result.stderr()).isNotEmptyFile();
  }

  private JavaCommand sharing(Path jar) {
    return command(jar).option("-Xshare:auto").option("-XX:SharedArchiveFile=" + archive);
  }

  private static JavaCommand command(Path jar) {
    return new JavaCommand().classPath(Artefacts.runtimeJar(), jar);
  }

  private static boolean isFromArchive(String line, String name) {
    return line.contains(" " + name + " source: shared objects file");
  }
}
