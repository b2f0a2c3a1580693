package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.support.Artefacts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages show of class files, and of the JVM, is what the build makes. */
class ListingsTest {
  private static final Path SAMPLES = Path.of("samples/src/main/java/org/asyncio4j/samples");
  private static final String SAMPLE = "SayAfterConcurrently";
  private static final String COROUTINE = SAMPLE + "$sayAfter$Coroutine";

  private static final Pattern INSTRUCTION =
      Pattern.compile("^ *(\\d+): (\\w+) *(?:#\\d+ *// (?:class |\\w+ )?)?(.*)$");
  private static final Pattern PACKAGE_OF_TYPE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");
  private static final Pattern PACKAGE_OF_OWNER = Pattern.compile("^(?:[a-z]\\w*/)+(?=[A-Z])");
  private static final Pattern COMPILED =
      Pattern.compile(
          "org\\.asyncio4j\\.benchmarks\\.([\\w.]+)::(\\w+) (?:@ \\d+ )?\\(\\d+ bytes\\)$");

  /** Where the comments beside instructions begin. */
  private static final int COMMENT = 50;

  @TestFactory
  Stream<DynamicTest> whatBecomesOfASample() throws IOException {
    List<List<String>> parts = new ArrayList<>();
    for (String type : List.of(SAMPLE, COROUTINE)) {
      parts.addAll(parts(javap("org.asyncio4j.samples." + type)));
    }
    return Checker.LISTING.blocks().stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.toString(), () -> assertThat(parts).contains(ofPage(block))));
  }

  @Test
  void theSampleIsTheOneOfThePage() throws IOException {
    Block source =
        Checker.FRAGMENT.blocks().stream()
            .filter(block -> block.page().equals(Checker.LISTING.blocks().get(0).page()))
            .findFirst()
            .orElseThrow();
    String sample = Files.readString(Document.ROOT.resolve(SAMPLES).resolve(SAMPLE + ".java"));

    assertThat(sample).contains(source.text().indent(2));
  }

  /** Figures are taken by hand; what they are of must be there. */
  @Test
  void whatWasMeasuredIsThere() {
    assertThat(Checker.MEASURED.blocks())
        .allSatisfy(
            block ->
                assertThat(block.text().lines())
                    .allSatisfy(
                        line -> {
                          Matcher method = COMPILED.matcher(line);
                          assertThat(method.find()).as(line).isTrue();
                          assertThat(
                                  Files.readString(
                                      Document.ROOT.resolve(
                                          "benchmarks/src/main/java/org/asyncio4j/benchmarks/"
                                              + method.group(1).replace('.', '/')
                                              + ".java")))
                              .contains(" " + method.group(2) + "(");
                        }));
  }

  private static List<String> javap(String type) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    int status =
        ToolProvider.findFirst("javap")
            .orElseThrow()
            .run(writer, writer, "-p", "-c", "-cp", Artefacts.wovenClasses().toString(), type);
    assertThat(status).as(printed.toString()).isZero();
    return printed.toString().lines().toList();
  }

  /**
   * The methods of a class, and the class as its members without code; written as the page does.
   */
  private static List<List<String>> parts(List<String> listing) {
    List<List<String>> parts = new ArrayList<>();
    List<String> members = new ArrayList<>();
    parts.add(members);
    List<String> method = new ArrayList<>();
    for (String line : listing) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (instruction.matches()) {
        String operand = PACKAGE_OF_OWNER.matcher(instruction.group(3)).replaceFirst("");
        method.add(
            (instruction.group(1) + ": " + instruction.group(2) + " " + shortened(operand))
                .strip());
      } else if (!line.isBlank() && !line.endsWith("Code:") && !line.startsWith("Compiled from")) {
        String member = shortened(PACKAGE_OF_TYPE.matcher(line).replaceAll("")).strip();
        // Whoever reads knows the constructor.
        if (!member.equals("C();")) {
          members.add(member);
        }
        method = new ArrayList<>(List.of(member));
        parts.add(method);
      }
    }
    return parts;
  }

  private static String shortened(String text) {
    return text.replace(COROUTINE, "C");
  }

  private static List<String> ofPage(Block block) {
    return block
        .text()
        .lines()
        .map(line -> line.replaceFirst(" +//.*", ""))
        .map(
            line ->
                INSTRUCTION.matcher(line).matches()
                        && line.length() > COMMENT
                        && line.charAt(COMMENT - 1) == ' '
                    ? line.substring(0, COMMENT)
                    : line)
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }
}
