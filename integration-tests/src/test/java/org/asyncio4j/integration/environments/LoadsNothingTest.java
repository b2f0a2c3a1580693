package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.StackFrame;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.asyncio4j.integration.support.Compilers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiling a class loads no class of the application, and neither does linking the result. */
class LoadsNothingTest {
  private static Path classes;

  @BeforeAll
  static void compile(@TempDir Path directory) {
    classes = directory.resolve("classes");
    Compilers.javac(classes, Guest.source(directory, "Absent.java"));
    Compilers.javac(classes, Guest.source(directory, "Guest.java"));
  }

  /** Notes which classes it is asked for, and whether the agent or compiler is what asks. */
  private static final class RecordingLoader extends GuestLoader {
    private final Set<String> requested = new TreeSet<>();
    private final Set<String> requestedByCompiler = new TreeSet<>();

    RecordingLoader() {
      super(ClassFiles.below(classes), LoadsNothingTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      requested.add(name);
      if (StackWalker.getInstance().walk(frames -> frames.anyMatch(RecordingLoader::isCompiler))) {
        requestedByCompiler.add(name);
      }
      return super.loadClass(name, resolve);
    }

    private static boolean isCompiler(StackFrame frame) {
      return frame.getClassName().startsWith("org.asyncio4j.agent.")
          || frame.getClassName().startsWith("org.asyncio4j.compiler.");
    }
  }

  @Test
  void loadingAsksForTheSupertypesOnly() throws Exception {
    RecordingLoader loader = new RecordingLoader();

    loader.loadClass("guest.Guest$Derived");

    assertThat(loader.requested)
        .containsExactlyInAnyOrder(
            "guest.Guest$Derived", "guest.Guest$Base", "guest.Guest$Named", "java.lang.Object");
    assertThat(loader.requestedByCompiler).isEmpty();
  }

  @Test
  void verifyingAsksForWhatTheSourceThrowsOnly() throws Exception {
    RecordingLoader loader = new RecordingLoader();

    Class.forName("guest.Absent", true, loader);

    // JVMS 4.10.1.9, athrow: the verifier loads whatever is thrown, of any method.
    assertThat(loader.requested)
        .contains("org.asyncio4j.Awaitable")
        .filteredOn(name -> name.startsWith("guest."))
        .containsExactly("guest.Absent", "guest.Absent$GoneException");
    assertThat(loader.requestedByCompiler).isEmpty();
  }

  @Test
  void runningDefinesCoroutineClassesWithoutAsking() throws Exception {
    RecordingLoader loader = new RecordingLoader();

    Guest.expectReport(loader);

    assertThat(loader.requestedByCompiler).isEmpty();
  }
}
