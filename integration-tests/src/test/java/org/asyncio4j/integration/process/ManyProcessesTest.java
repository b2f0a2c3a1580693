package org.asyncio4j.integration.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.process.Subprocesses.createSubprocessExec;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.process.Output;
import org.asyncio4j.process.Subprocess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Short processes one after another: {@code -Dstress.processes=} says how many. */
@DisabledOnOs(OS.WINDOWS)
class ManyProcessesTest {
  /** How many may be made as it happens to be: a pipe's thread may be late for the next pipe. */
  private static final int SPARE_THREADS = 3;

  @Test
  void theyLeaveNothingBehind() throws Exception {
    int count = Integer.getInteger("asyncio4j.stress.processes", 200);
    run(shortProcesses(20));
    Left before = Left.now();
    run(shortProcesses(count));
    // The thread that reads a pipe closes it after it has told of its end.
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Left after = Left.now();
    while (!after.isNoMoreThan(before) && System.nanoTime() < end) {
      Thread.yield();
      after = Left.now();
    }
    assertThat(after).as("before: %s", before).matches(left -> left.isNoMoreThan(before));
  }

  private record Left(long threads, long descriptors, long processes) {
    static Left now() {
      UnixOperatingSystemMXBean system =
          (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Left(
          Thread.getAllStackTraces().size(),
          system.getOpenFileDescriptorCount(),
          ProcessHandle.current().descendants().count());
    }

    boolean isNoMoreThan(Left other) {
      return threads <= other.threads + SPARE_THREADS
          && descriptors <= other.descriptors
          && processes <= other.processes;
    }
  }

  @Async
  private static Coroutine<Void> shortProcesses(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Subprocess process = await(createSubprocessExec(new ProcessBuilder("echo", "" + i)));
      Output output = await(process.communicate());
      assertThat(new String(Objects.requireNonNull(output.stdout()), UTF_8)).isEqualTo(i + "\n");
      assertThat(process.returncode()).isZero();
    }
    return done();
  }
}
