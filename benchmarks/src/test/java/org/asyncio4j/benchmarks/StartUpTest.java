package org.asyncio4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncio4j.Asyncio;
import org.asyncio4j.benchmarks.cases.ClassFiles;
import org.asyncio4j.benchmarks.hello.Hello;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.CompiledClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a JVM loads to print hello, which is what its start takes: a quarter of a millisecond for
 * each class of ours; ten and more for the first lambda, method reference, concatenation by
 * invokedynamic or record that is compared, half of one for each further. The same on each run.
 */
class StartUpTest {
  @TempDir private Path directory;

  @Test
  void wovenHelloLinksNoLambdaAndLoadsFewClasses() throws Exception {
    try (InputStream in = Hello.class.getResourceAsStream("Hello.class")) {
      CompiledClass woven = new AsyncCompiler(Target.BUILD).compile(in.readAllBytes());
      write(Hello.class.getName(), woven.bytes());
      for (Map.Entry<String, byte[]> companion : woven.companions().entrySet()) {
        write(companion.getKey(), companion.getValue());
      }
    }

    List<String> loaded = classesLoadedByHello("-classpath", classPath(directory, Asyncio.class));

    assertThat(loaded).doesNotContain("java.lang.invoke.LambdaMetafactory");
    assertThat(own(loaded)).hasSizeLessThanOrEqualTo(82);
  }

  @Test
  void helloUnderTheAgentLinksNoLambdaAndLoadsFewClasses() throws Exception {
    List<String> loaded =
        classesLoadedByHello(
            "-javaagent:" + ClassFiles.jarOf(AsyncCompiler.class),
            "-classpath",
            classPath(ClassFiles.jarOf(Hello.class), Asyncio.class));

    assertThat(own(loaded)).noneMatch(name -> name.contains("Lambda"));
    // What comes before, the JVM loads by itself once there is any agent.
    assertThat(loaded.subList(loaded.indexOf("org.asyncio4j.agent.Premain"), loaded.size()))
        .doesNotContain(
            "java.lang.invoke.StringConcatFactory",
            "java.lang.runtime.ObjectMethods",
            "java.util.regex.Pattern",
            "java.util.stream.Stream");
    assertThat(own(loaded)).hasSizeLessThanOrEqualTo(212);
  }

  private void write(String className, byte[] classFile) throws IOException {
    Path file = directory.resolve(className.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, classFile);
  }

  private static String classPath(Path programs, Class<?> runtime) {
    return programs + System.getProperty("path.separator") + ClassFiles.jarOf(runtime);
  }

  private static List<String> own(List<String> loaded) {
    return loaded.stream().filter(name -> name.startsWith("org.asyncio4j.")).toList();
  }

  /** The classes in the order in which they are loaded. */
  private List<String> classesLoadedByHello(String... options) throws Exception {
    Path log = directory.resolve("classes.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log.getFileName() + ":none");
    command.addAll(List.of(options));
    command.add(Hello.class.getName());
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes()).strip()).isEqualTo("hello");
    assertThat(process.waitFor()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines.map(line -> line.substring(0, line.indexOf(' '))).toList();
    }
  }
}
