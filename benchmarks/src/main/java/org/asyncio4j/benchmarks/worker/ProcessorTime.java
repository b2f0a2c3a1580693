package org.asyncio4j.benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What all threads of this JVM have been running, the collector's among them; not those that
 * compile, where the machine lets them be told apart.
 */
public final class ProcessorTime {
  private static final Path TASKS = Path.of("/proc/self/task");

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Makes a clock of this JVM. */
  public ProcessorTime() {}

  /**
   * Reads it.
   *
   * @return nanoseconds
   * @throws IOException if the machine does not tell
   * @throws InterruptedException if the thread is interrupted
   */
  public long read() throws IOException, InterruptedException {
    if (!Files.exists(TASKS)) {
      return machine.getProcessCpuTime();
    }
    // A thread that runs is credited with the last few milliseconds only when it stops.
    Thread.sleep(1);
    long sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        sum += ofTask(task);
      }
    }
    return sum;
  }

  private static long ofTask(Path task) throws IOException {
    try {
      if (Files.readString(task.resolve("comm")).matches("C[12] Comp.*\\R")) {
        return 0;
      }
      String stat = Files.readString(task.resolve("schedstat"));
      return Long.parseLong(stat.substring(0, stat.indexOf(' ')));
    } catch (NoSuchFileException e) {
      return 0; // It has ended just now.
    }
  }
}
