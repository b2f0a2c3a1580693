package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.jacoco.agent.AgentJar;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.OfflineInstrumentationAccessGenerator;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo counts the lines of async methods, whichever of the two comes first. */
class JacocoTest {
  private static final String COVERED = "guest.Covered";

  private Path directory;
  private Path source;
  private Path classes;
  private Path jacocoJar;
  private Path data;

  @BeforeEach
  void compile(@TempDir Path directory) throws IOException {
    this.directory = directory;
    source = Guest.source(directory, "Covered.java");
    classes = directory.resolve("classes");
    Compilers.javac(classes, source, "-g");
    jacocoJar = directory.resolve("jacocoagent.jar");
    AgentJar.extractTo(jacocoJar.toFile());
    data = directory.resolve("jacoco.exec");
  }

  @Test
  void itsAgentInFrontOfThisAgent() {
    run(new JavaCommand().option(jacocoAgent()).agent().classPath(Artefacts.runtimeJar(), classes));

    expectCoverage(classes);
  }

  /** It sees compiled classes then, and its report needs those: the dump. */
  @Test
  void itsAgentBehindThisAgent() {
    Path dump = directory.resolve("dump");
    run(
        new JavaCommand()
            .agent("classdumpdir=" + dump)
            .option(jacocoAgent())
            .classPath(Artefacts.runtimeJar(), classes));

    expectCoverage(dump);
  }

  @Test
  void itsAgentOnClassesCompiledByTheBuild() {
    assertThat(Compilers.weave(classes)).isEqualTo(1);
    run(new JavaCommand().option(jacocoAgent()).classPath(Artefacts.runtimeJar(), classes));

    expectCoverage(classes);
  }

  @Test
  void instrumentedOfflineAndThenCompiledByTheBuild() {
    Path instrumented = instrument();
    assertThat(Compilers.weave(instrumented)).isEqualTo(1);
    run(offline(instrumented));

    expectCoverage(classes);
  }

  @Test
  void instrumentedOfflineAndThenCompiledAsItLoads() {
    run(offline(instrument()).agent());

    expectCoverage(classes);
  }

  @Test
  void compiledByTheBuildAndThenInstrumentedOffline() {
    assertThat(Compilers.weave(classes)).isEqualTo(1);
    run(offline(instrument()));

    expectCoverage(classes);
  }

  private String jacocoAgent() {
    return "-javaagent:" + jacocoJar + "=destfile=" + data;
  }

  private JavaCommand offline(Path instrumented) {
    return new JavaCommand()
        .option("-Djacoco-agent.destfile=" + data)
        .classPath(Artefacts.runtimeJar(), jacocoJar, instrumented);
  }

  private static void run(JavaCommand command) {
    ProcessRunner.Result result = command.run(COVERED);

    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).containsExactly("13");
  }

  private Path instrument() {
    Path instrumented = directory.resolve("instrumented");
    Instrumenter instrumenter = new Instrumenter(new OfflineInstrumentationAccessGenerator());
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = instrumented.resolve(classes.relativize(file));
        Files.createDirectories(target.getParent());
        Files.write(target, instrumenter.instrument(Files.readAllBytes(file), file.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return instrumented;
  }

  private void expectCoverage(Path classFiles) {
    try {
      List<String> lines = Files.readAllLines(source);
      TreeMap<Integer, String> expected = new TreeMap<>();
      for (int number = 1; number <= lines.size(); number++) {
        String line = lines.get(number - 1);
        if (line.endsWith("run")) {
          expected.put(number, line.substring(line.lastIndexOf("// ") + "// ".length()));
        }
      }
      IClassCoverage coverage = analyze(classFiles);
      TreeMap<Integer, String> counted = new TreeMap<>();
      expected.keySet().forEach(number -> counted.put(number, status(coverage, number)));
      assertThat(counted).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IClassCoverage analyze(Path classFiles) throws IOException {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(data.toFile());
    CoverageBuilder builder = new CoverageBuilder();
    new Analyzer(loader.getExecutionDataStore(), builder).analyzeAll(classFiles.toFile());
    return builder.getClasses().stream()
        .filter(coverage -> coverage.getName().equals(COVERED.replace('.', '/')))
        .findAny()
        .orElseThrow(() -> new AssertionError("no coverage of " + COVERED));
  }

  private static String status(IClassCoverage coverage, int line) {
    return switch (coverage.getLine(line).getStatus()) {
      case ICounter.NOT_COVERED -> "not run";
      case ICounter.PARTLY_COVERED, ICounter.FULLY_COVERED -> "run";
      default -> "not counted";
    };
  }
}
