package org.asyncio4j.integration.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java in the documentation is a program that javac accepts and that runs, or a part
 * of one: members of a class, or statements of an {@code @Async} method.
 */
class JavaBlocksTest {
  private static final String IMPORTS =
      """
      import static java.time.Duration.*;
      import static org.asyncio4j.Asyncio.*;
      import static org.asyncio4j.integration.docs.Names.*;
      import static org.junit.jupiter.api.Assertions.*;
      import java.io.*;
      import java.nio.file.*;
      import java.time.Duration;
      import java.util.*;
      import net.bytebuddy.agent.ByteBuddyAgent;
      import org.asyncio4j.*;
      import org.asyncio4j.junit.*;
      import org.asyncio4j.sync.*;
      import org.asyncio4j.sync.PriorityQueue;
      import org.asyncio4j.sync.Queue;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.ExtendWith;
      import org.junit.jupiter.params.ParameterizedTest;
      import org.junit.jupiter.params.provider.CsvSource;
      """;

  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public |final |sealed |abstract )*(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern MEMBER = Pattern.compile("^(?:@Async|private )", Pattern.MULTILINE);
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyBlockCompiles() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Document page : Document.all()) {
      for (Block block : page.blocks()) {
        if (block.language().equals("java")) {
          tests.add(
              DynamicTest.dynamicTest(page.name() + ":" + block.line(), () -> check(block.text())));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(4);
    return tests.stream();
  }

  private void check(String text) throws IOException {
    Path directory = Files.createTempDirectory(folder, "block");
    Matcher type = TYPE.matcher(text);
    boolean whole = type.find();
    String name = whole ? type.group(1) : "Block";
    Path source = directory.resolve(name + ".java");
    Files.writeString(source, whole ? withImports(text) : around(text));
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, log, log, "-d", directory.toString(), source.toString());
    assertThat(status).as(log.toString(UTF_8)).isZero();
    if (text.contains("void main(String[] args)")) {
      Matcher inPackage = PACKAGE.matcher(text);
      ProcessRunner.Result result =
          new JavaCommand()
              .agent()
              .classPath(Artefacts.runtimeJar(), directory)
              .run(inPackage.find() ? inPackage.group(1) + "." + name : name);
      assertThat(result.exitCode()).as(result.stderr()).isZero();
      assertThat(result.stderr()).isEmpty();
    }
  }

  private static String withImports(String text) {
    return text.contains("import ") ? text : IMPORTS + text;
  }

  private static String around(String text) {
    boolean members = MEMBER.matcher(text).find();
    return IMPORTS
        + "class Block {\n"
        + (members ? text : "@Async Coroutine<Object> block() throws Exception {\n" + text)
        + (members ? "" : "return done(null);\n}\n")
        + "}\n";
  }
}
