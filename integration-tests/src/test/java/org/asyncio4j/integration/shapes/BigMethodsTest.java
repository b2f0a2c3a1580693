package org.asyncio4j.integration.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.asyncio4j.AsyncCompilationError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.GeneratedClass;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that nobody writes by hand: many awaits, many locals, more than a method may have. */
class BigMethodsTest {
  @TempDir private Path directory;

  @Test
  void threeHundredAwaits() throws Exception {
    String awaits = lines(300, i -> "sum += await(next(%d));".formatted(i));
    assertThat(run("long sum = 0;\n" + awaits + "return done(sum);")).isEqualTo(300L * 299 / 2);
  }

  /** Beyond the 256th word a local has a wide index (JVMS 6.5, wide). */
  @Test
  void localsOfMoreThan255Words() throws Exception {
    String locals = lines(200, i -> "long l%d = %d; int i%d = %d;".formatted(i, i, i, -i));
    String sum =
        IntStream.range(0, 200)
            .mapToObj(i -> "l" + i + " * 2 + i" + i)
            .collect(Collectors.joining(" + "));
    assertThat(run(locals + "await(next(0));\nl199++;\nawait(next(0));\nreturn done(" + sum + ");"))
        .isEqualTo(199L * 100 + 2);
  }

  /**
   * Below, at and above the sizes where ASM changes its ways: 32 KB, a branch's reach, and 64 KB.
   */
  @ParameterizedTest
  @ValueSource(ints = {30, 110, 200, 300, 350, 400, 430, 460, 3000})
  void bodyOfAnySizeRunsOrIsRefused(int awaits) throws Exception {
    String locals = lines(40, i -> "long l%d = %d;".formatted(i, i));
    String sums = lines(awaits, i -> "l%d += await(next(%d));".formatted(i % 40, i));
    String sum = IntStream.range(0, 40).mapToObj(i -> "l" + i).collect(Collectors.joining(" + "));
    try {
      assertThat(run(locals + sums + "return done(" + sum + ");"))
          .isEqualTo(40L * 39 / 2 + awaits * (awaits - 1L) / 2);
      assertThat(awaits).isLessThan(3000);
    } catch (AsyncCompilationError e) {
      assertThat(e)
          .hasMessageContaining("Big.java")
          .hasMessageContaining("Big.big")
          .hasMessageContaining("split it into several @Async methods");
      assertThat(awaits).isGreaterThan(300);
    }
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  /** Runs a body whose awaits of {@code next(n)} give the number n after a turn of the loop. */
  private Object run(String body) throws Exception {
    String source =
        """
        import static org.asyncio4j.Asyncio.*;

        import org.asyncio4j.Async;
        import org.asyncio4j.Coroutine;

        public class Big {
          @Async
          static Coroutine<Long> next(long n) {
            await(yieldNow());
            return done(n);
          }

          @Async
          public static Coroutine<Long> big() {
            %s
          }
        }
        """
            .formatted(body);
    Class<?> big = GeneratedClass.load(directory, "Big", source);
    Coroutine<?> coroutine;
    try {
      coroutine = (Coroutine<?>) big.getMethod("big").invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
    return VirtualTime.run(coroutine);
  }
}
