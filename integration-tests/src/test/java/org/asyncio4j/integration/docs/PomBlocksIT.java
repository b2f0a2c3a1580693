package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a {@code pom.xml} in the documentation do in a project what they are there for. */
class PomBlocksIT {
  /** By the page and its heading. */
  private static final Map<String, Use> USES =
      Map.of(
          "README.md, Three ways to enable it", PomBlocksIT::weaves,
          "docs/junit.md, Tests that await", PomBlocksIT::runsTests,
          "docs/compiler.md, While sources are compiled", PomBlocksIT::checksSources);

  @FunctionalInterface
  private interface Use {
    void of(Block block, Path folder) throws IOException;
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> partsOfPoms() {
    return Checker.POM.blocks().stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.toString(),
                    () -> {
                      String place = block.page() + ", " + block.section();
                      assertThat(USES)
                          .as("nothing is built with the block at %s; put what is into USES", block)
                          .containsKey(place);
                      USES.get(place).of(block, folder);
                    }));
  }

  /** {@link GettingStartedIT} builds with that very plugin. */
  private static void weaves(Block block, Path folder) {
    assertThat(followed("Maven, woven", "pom.xml")).contains(block.text().indent(6));
  }

  private static void runsTests(Block block, Path folder) throws IOException {
    String pom =
        followed("Maven, woven", "pom.xml")
            .replace(
                "  </dependencies>",
                block.text()
                    + """
                      <dependency>
                        <groupId>org.junit.jupiter</groupId>
                        <artifactId>junit-jupiter</artifactId>
                        <version>%s</version>
                        <scope>test</scope>
                      </dependency>
                    </dependencies>
                    """
                        .formatted(System.getProperty("asyncio4j.junitVersion")))
            .replace(
                "    <plugins>",
                """
                <plugins>
                  <plugin>
                    <artifactId>maven-surefire-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                """
                    .formatted(System.getProperty("asyncio4j.surefireVersion")));
    Path project = project(folder, pom);
    write(project.resolve("src/test/java/GreetingTest.java"), Checker.TEST.blocks().get(0).text());

    ProcessRunner.Result result = Shell.ofUsers(folder).run(project, "mvn -q test");

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(project.resolve("target/surefire-reports/TEST-GreetingTest.xml"))
        .content()
        .contains("tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");
  }

  private static void checksSources(Block block, Path folder) throws IOException {
    String artifact = "<artifactId>maven-compiler-plugin</artifactId>";
    String pom = followed("Maven with the agent", "pom.xml");
    int from = pom.indexOf("<plugin>\n        " + artifact);
    int to = pom.indexOf("</plugin>", from) + "</plugin>".length();
    String version = pom.substring(pom.indexOf("<version>", from), pom.indexOf("</version>", from));
    Path project =
        project(
            folder,
            pom.substring(0, from)
                + block.text().replace(artifact, artifact + version + "</version>")
                + pom.substring(to));
    String awaitsInALambda =
        """
        class Hello {
          @org.asyncio4j.Async
          static org.asyncio4j.Coroutine<Void> main() {
            Runnable later = () -> org.asyncio4j.Asyncio.await(org.asyncio4j.Asyncio.yieldNow());
            return org.asyncio4j.Asyncio.done();
          }
        }
        """;
    write(project.resolve("src/main/java/Hello.java"), awaitsInALambda);

    ProcessRunner.Result result = Shell.ofUsers(folder).run(project, "mvn -q compile");

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.stdout())
        .contains(
            "src/main/java/Hello.java:[4,49] await in a lambda that does not return Coroutine;");
  }

  /** What {@link GettingStartedIT} builds with. */
  private static String followed(String section, String file) {
    return Checker.FOLLOWED.blocks().stream()
        .filter(block -> block.section().equals(section) && file.equals(block.file()))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static Path project(Path folder, String pom) throws IOException {
    Path project = Files.createTempDirectory(folder, "project");
    Files.writeString(project.resolve("pom.xml"), pom);
    return project;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
