package org.asyncio4j.torture.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.torture.library.IsolatedCompiler;
import org.jspecify.annotations.Nullable;

/** Makes random programs from one seed after the other and runs them. */
public final class RandomPrograms {
  /** So many sources make javac's start-up negligible. */
  private static final int BATCH = 60;

  /** Programs with fewer awaits say little; with more they end at the first limit. */
  private static final int LEAST_AWAITS = 3;

  private static final int MOST_AWAITS = 60;
  private static final int FAILURES = 3;
  private static final int SHRINKING = 1500;

  /** For one batch in turn: without debug information the compiler knows less. */
  private static final List<List<String>> OPTIONS =
      List.of(
          List.of("-g:none"),
          List.of("-g"),
          List.of("-g", "-XDstringConcat=inline"),
          List.of("-g", "-parameters"));

  private final ProgramRun run = new ProgramRun(new IsolatedCompiler(true));
  private final List<String> failures = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();
  private long seed;
  private int programs;

  /**
   * Prepares a series.
   *
   * @param seed the first program's seed; the next one has the next number
   */
  public RandomPrograms(long seed) {
    this.seed = seed;
  }

  /**
   * Runs programs until the time is over or a few have failed.
   *
   * @param time for how long
   */
  public void run(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0 && failures.size() < FAILURES) {
      runBatch(new JavaCompilation(OPTIONS.get((int) Math.floorMod(seed / BATCH, 4L))));
    }
  }

  /** For each failing seed its program, shrunk, and what went wrong. */
  public List<String> failures() {
    return failures;
  }

  /** What javac had against programs: then the generator is wrong. */
  public List<String> invalid() {
    return invalid;
  }

  /** How many programs ran. */
  public int programs() {
    return programs - run.tooLarge();
  }

  /** How many programs were refused since the JVM has no methods of their size. */
  public int tooLarge() {
    return run.tooLarge();
  }

  /** {@return how much was run} */
  @Override
  public String toString() {
    return String.format(
        "%d programs, %d runs, %d refused for their size, next seed %d",
        programs(), run.runs(), tooLarge(), seed);
  }

  private void runBatch(JavaCompilation javac) {
    Map<String, RandomProgram> batch = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < BATCH; i++) {
      RandomProgram program = RandomProgram.of(seed++);
      long awaits = program.awaits();
      if (awaits >= LEAST_AWAITS && awaits <= MOST_AWAITS) {
        batch.put(program.className(), program);
        sources.put(program.className(), program.source());
      }
    }
    Map<String, byte[]> classes = javac.compile(sources);
    if (!javac.errors().isEmpty()) {
      invalid.addAll(javac.errors());
    }
    batch.forEach(
        (name, program) -> {
          Map<String, byte[]> own = ownClasses(classes, name);
          if (!own.isEmpty()) {
            programs++;
            String difference = run.difference("random." + name, own);
            if (difference != null) {
              failures.add(report(program, javac, difference));
            }
          }
        });
  }

  private String report(RandomProgram program, JavaCompilation javac, String difference) {
    RandomProgram shrunk =
        new Shrinker(candidate -> fault(candidate, javac) != null, SHRINKING).shrink(program);
    String last = fault(shrunk, javac);
    return "seed "
        + program.seed()
        + ": "
        + (last == null ? difference : last)
        + "\n"
        + shrunk.source();
  }

  private @Nullable String fault(RandomProgram program, JavaCompilation javac) {
    Map<String, byte[]> classes = javac.compile(Map.of(program.className(), program.source()));
    return classes.isEmpty() ? null : run.difference("random." + program.className(), classes);
  }

  private static Map<String, byte[]> ownClasses(Map<String, byte[]> classes, String name) {
    Map<String, byte[]> own = new HashMap<>();
    classes.forEach(
        (internalName, bytes) -> {
          if (internalName.equals("random/" + name)
              || internalName.startsWith("random/" + name + "$")) {
            own.put(internalName, bytes);
          }
        });
    return own;
  }
}
