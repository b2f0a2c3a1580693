package org.asyncio4j.benchmarks.service;

import static org.asyncio4j.Asyncio.run;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.benchmarks.cases.HeapProbe;

/** The service, and a thread that looks at the heap. */
final class ServiceProcess {
  /** Bytes by which two samples of a heap that retains nothing may differ: what is under way. */
  private static final long TOLERANCE = 256 * 1024;

  private ServiceProcess() {}

  /**
   * Runs the service, prints a table of samples, and fails if the heap has grown.
   *
   * @param args seconds to run; how many samples to take
   */
  public static void main(String[] args) throws Exception {
    long seconds = Long.parseLong(args[0]);
    long[] samples = new long[Integer.parseInt(args[1])];
    long interval = TimeUnit.SECONDS.toMillis(seconds) / samples.length;
    Thread sampler = new Thread(() -> sample(samples, interval));
    sampler.start();
    long requests = run(Service.run(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
    sampler.join();
    long early = middle(samples, samples.length / 4, samples.length / 2);
    long late = middle(samples, 3 * samples.length / 4, samples.length);
    System.out.printf(
        "%,d requests; heap after collections %,d bytes in the second quarter, %,d in the last: %s%n",
        requests, early, late, late - early <= TOLERANCE ? "flat" : "GROWS");
    System.exit(late - early <= TOLERANCE ? 0 : 1);
  }

  private static void sample(long[] samples, long interval) {
    System.out.println("| seconds | bytes in use |\n|---|---|");
    for (int i = 0; i < samples.length; i++) {
      try {
        Thread.sleep(interval);
      } catch (InterruptedException e) {
        return;
      }
      HeapProbe.sample();
      samples[i] = HeapProbe.used();
      System.out.printf("| %d | %,d |%n", (i + 1) * interval / 1000, samples[i]);
    }
  }

  private static long middle(long[] samples, int from, int to) {
    long[] sorted = Arrays.copyOfRange(samples, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
