package org.asyncio4j.torture.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the test classes of a jar and writes down how each test ended: a JVM's main class. */
public final class SuiteMain {
  /** Surefire's idea of a test class. */
  private static final Pattern TEST_CLASS =
      Pattern.compile("(.*/)?(Test[^/$]*|[^/$]*(Test|Tests|TestCase))");

  private SuiteMain() {}

  /**
   * Runs the tests.
   *
   * @param arguments the directory of the tests' classes, the file for the results, and names of
   *     classes to leave out
   */
  public static void main(String[] arguments) throws IOException {
    List<String> excluded = List.of(arguments).subList(2, arguments.length);
    List<ClassSelector> classes;
    Path root = Path.of(arguments[0]);
    try (Stream<Path> files = Files.walk(root)) {
      classes =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class"))
              .map(file -> file.replace(".class", "").replace(File.separatorChar, '/'))
              .filter(name -> TEST_CLASS.matcher(name).matches())
              .map(name -> name.replace('/', '.'))
              .filter(name -> !excluded.contains(name))
              .sorted()
              .map(name -> selectClass(name))
              .toList();
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(classes).build();
    try (PrintWriter results = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1])))) {
      LauncherFactory.create().execute(request, new ResultWriter(results));
    }
    // Tests leave threads behind.
    System.exit(0);
  }

  private record ResultWriter(PrintWriter results) implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        String failure = result.getThrowable().map(Throwable::toString).orElse("");
        String line = result.getStatus() + "\t" + test.getUniqueId() + "\t" + failure;
        results.println(line.replaceAll("\\R", " "));
      }
    }
  }
}
