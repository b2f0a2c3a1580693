package org.asyncio4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.StopIteration;
import org.asyncio4j.benchmarks.asyncio.AsyncioPrograms;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.HeapProbe;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.limit.Limit;
import org.asyncio4j.net.StreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many bytes an operation allocates, and how many a suspended task holds. Runs without the
 * compiler that drops objects which do not escape, so that every object counts that the code makes,
 * and the counts are the same on each run and each machine.
 */
class AllocationTest {
  /**
   * Divides evenly by the granularity of each case, and is no power of two, at which arrays grow.
   */
  private static final int OPERATIONS = 3000;

  /** What arrays that grow at their own pace, such as the ready queue, may add to an operation. */
  private static final double TOLERANCE = 1;

  private static final int RUNS = 3;

  private static final Map<Case, Program> OWN = new AsyncioPrograms().programs();
  private static final Map<Case, Program> LIMIT = new Limit().programs();

  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @ParameterizedTest
  @CsvSource({
    "YIELD_ONE, 32",
    "YIELD_THOUSAND, 32",
    "AWAIT_COROUTINE, 32",
    "AWAIT_FUTURE, 0",
    "CHAIN, 352",
    "RECURSION, 35200",
    "HOT_LOOP, 32",
    "SPAWN, 92",
    "PING_PONG, 304",
    "PRODUCE, 90",
    "GROUPS, 2084",
    "WAIT_FOR, 184",
    "CANCEL, 1240",
    "GENERATOR, 0",
    "CONTEXT, 320",
  })
  void anOperationAllocatesNoMoreThan(Case measured, double bytes) throws Exception {
    assertThat(bytesOfAnOperation(Objects.requireNonNull(OWN.get(measured))))
        .as("bytes allocated by one of: " + measured.title())
        .isLessThanOrEqualTo(bytes + TOLERANCE);
  }

  /** What starting a loop takes is in both runs, and drops out of the difference. */
  private double bytesOfAnOperation(Program program) throws Exception {
    program.run(2 * OPERATIONS);
    long less = Long.MAX_VALUE;
    long more = Long.MAX_VALUE;
    // The least of each: now and then the JVM itself allocates something in a thread.
    for (int i = 0; i < RUNS; i++) {
      less = Math.min(less, allocatedBy(program, OPERATIONS));
      more = Math.min(more, allocatedBy(program, 2 * OPERATIONS));
    }
    return (double) (more - less) / OPERATIONS;
  }

  private long allocatedBy(Program program, int operations) throws Exception {
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    program.run(operations);
    return threads.getThreadAllocatedBytes(id) - before;
  }

  /** What comes in pieces is put together in the array that is handed out. */
  @Test
  void aLargeReadAllocatesLittleMoreThanItsResult() throws Exception {
    int size = 60_000;
    byte[] piece = new byte[size / 20];
    EventLoop loop = Asyncio.newEventLoop();
    StreamReader reader = new StreamReader(64 * 1024, loop);
    readInPieces(reader, size, piece);
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    readInPieces(reader, size, piece);
    long allocated = threads.getThreadAllocatedBytes(id) - before;
    loop.close();

    assertThat(allocated).isBetween((long) size, size * 5L / 4);
  }

  /** As the records of TLS come: the second time there is room for all of them at once. */
  @Test
  void whatKeepsComingInPiecesIsPutTogetherInTheArrayThatIsHandedOut() throws Exception {
    byte[] piece = new byte[16 * 1024];
    int size = 3 * piece.length;
    EventLoop loop = Asyncio.newEventLoop();
    StreamReader reader = new StreamReader(64 * 1024, loop);
    for (int i = 0; i < 2; i++) {
      feedAndReadSome(reader, size, piece);
    }
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    feedAndReadSome(reader, size, piece);
    long allocated = threads.getThreadAllocatedBytes(id) - before;
    loop.close();

    assertThat(allocated).isBetween((long) size, size * 5L / 4);
  }

  private static void feedAndReadSome(StreamReader reader, int size, byte[] piece)
      throws Exception {
    for (int fed = 0; fed < size; fed += piece.length) {
      reader.feedData(piece);
    }
    Coroutine<byte[]> read = reader.read(64 * 1024);
    assertThatExceptionOfType(StopIteration.class).isThrownBy(() -> read.send(null));
  }

  private static void readInPieces(StreamReader reader, int size, byte[] piece) throws Exception {
    Coroutine<byte[]> read = reader.readexactly(size);
    for (int fed = 0; fed < size; fed += piece.length) {
      read.send(null);
      reader.feedData(piece);
    }
    assertThatExceptionOfType(StopIteration.class).isThrownBy(() -> read.send(null));
  }

  @Test
  void aSuspendedTaskHoldsNoMoreThanSoMuchOfTheLimit() throws Exception {
    double own = bytesHeld(Objects.requireNonNull(OWN.get(Case.MEMORY)));
    double limit = bytesHeld(Objects.requireNonNull(LIMIT.get(Case.MEMORY)));

    assertThat(own / limit).as("%.1f bytes against %.1f", own, limit).isLessThanOrEqualTo(1.2);
  }

  private static double bytesHeld(Program program) throws Exception {
    int tasks = 100_000;
    program.run(tasks);
    HeapProbe.sample();
    long before = HeapProbe.used();
    program.run(tasks);
    return (double) (HeapProbe.used() - before) / tasks;
  }
}
