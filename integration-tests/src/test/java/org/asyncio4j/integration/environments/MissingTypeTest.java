package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asyncio4j.integration.support.Compilers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that were there when the class was compiled and are not on the class path. */
class MissingTypeTest {
  private Path classes;

  @BeforeEach
  void compile(@TempDir Path directory) {
    classes = directory.resolve("classes");
    Compilers.javac(classes, Guest.source(directory, "Absent.java"));
  }

  @Test
  void withAllTypesPresent() throws Exception {
    assertThat(report(true)).isEqualTo("sum 6 falsefalsefalse");
    assertThat(report(false)).isEqualTo("sum 2 truetruetrue");
  }

  @Test
  void codeThatIsNotReachedNeedsNoType() throws Exception {
    deleteTypes();

    assertThat(report(false)).isEqualTo("sum 2 truetruetrue");
  }

  @Test
  void codeThatIsReachedNamesTheType() throws Exception {
    deleteTypes();

    assertThatThrownBy(() -> report(true))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(NoClassDefFoundError.class)
        .hasMessage("guest/Absent$Gone");
  }

  @Test
  void compiledByTheBuild() throws Exception {
    deleteTypes();
    assertThat(Compilers.weave(classes)).isEqualTo(1);

    assertThat(report(false)).isEqualTo("sum 2 truetruetrue");
  }

  /**
   * All but the exception, which the verifier loads for any method that throws it (JVMS 4.10.1.9,
   * athrow).
   */
  private void deleteTypes() throws Exception {
    Files.delete(classes.resolve("guest/Absent$Gone.class"));
    Files.delete(classes.resolve("guest/Absent$OtherGone.class"));
  }

  private Object report(boolean present) throws Exception {
    return new GuestLoader(ClassFiles.below(classes), MissingTypeTest.class.getClassLoader())
        .loadClass("guest.Absent")
        .getMethod("report", boolean.class)
        .invoke(null, present);
  }
}
