package org.asyncio4j.integration.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.integration.support.VirtualClockLauncher;
import org.jspecify.annotations.Nullable;

/** The sample programs and what each prints, however it was enabled. */
enum Sample {
  HELLO_WORLD("HelloWorld", Duration.ofSeconds(1), "hello", "world"),

  NOT_SCHEDULED(
      "NotScheduled", null, pattern("<coroutine object NotScheduled\\.main at 0x[0-9a-f]+>")),

  SAY_AFTER(
      "SayAfter",
      Duration.ofSeconds(3),
      pattern("started at \\d\\d:\\d\\d:\\d\\d"),
      "hello",
      "world",
      pattern("finished at \\d\\d:\\d\\d:\\d\\d")),

  SAY_AFTER_CONCURRENTLY(
      "SayAfterConcurrently",
      Duration.ofSeconds(2),
      pattern("started at \\d\\d:\\d\\d:\\d\\d"),
      "hello",
      "world",
      pattern("finished at \\d\\d:\\d\\d:\\d\\d")),

  AWAITABLES(
      "Awaitables",
      Duration.ofSeconds(1),
      "coroutine: 42",
      "task: 42",
      "future: set by a callback",
      "completion stage: 200 hello from the server"),

  SLEEP_RACE(
      "SleepRace",
      Duration.ofSeconds(2),
      "hare arrives",
      "tortoise arrives",
      "gathered [tortoise, hare]",
      "straggler goes home",
      "straggler was cancelled"),

  TIME_LIMITS(
      "TimeLimits",
      Duration.ofMillis(2500),
      "looked for keys",
      "keys found",
      "looked for glasses",
      "glasses lost",
      "looked for left sock",
      "looked for right sock",
      "looked for hat",
      "looked for scarf",
      "looked for gloves",
      "[hat found, scarf found]",
      "still looking",
      "looked for umbrella",
      "umbrella found"),

  PRODUCER_CONSUMER(
      "ProducerConsumer",
      Duration.ofSeconds(14),
      "rye is on the shelf",
      "wheat is on the shelf",
      "spelt is on the shelf",
      "oat is on the shelf",
      "Ada has sold rye",
      "corn is on the shelf",
      "Ben has sold wheat",
      "millet is on the shelf",
      "all baked, still to be sold: 2",
      "Ada has sold spelt",
      "Ben has sold oat",
      "Ada has sold corn",
      "Ada goes home",
      "Ben has sold millet",
      "Ben goes home",
      "all sold");

  private final String simpleName;
  private final @Nullable Duration elapsed;
  private final List<Pattern> lines = new ArrayList<>();

  /**
   * Describes a sample.
   *
   * @param elapsed how long its coroutine takes on the loop's clock; null when the program runs no
   *     loop
   * @param lines what it prints: a string stands for itself
   */
  Sample(String simpleName, @Nullable Duration elapsed, Object... lines) {
    this.simpleName = simpleName;
    this.elapsed = elapsed;
    for (Object line : lines) {
      this.lines.add(
          line instanceof Pattern pattern ? pattern : pattern(Pattern.quote((String) line)));
    }
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex);
  }

  /** The binary name of the program. */
  String className() {
    return "org.asyncio4j.samples." + simpleName;
  }

  /** What {@link VirtualClockLauncher} is given to run the program. */
  String[] launcherArguments() {
    return elapsed == null
        ? new String[] {className(), VirtualClockLauncher.PLAIN}
        : new String[] {className()};
  }

  /**
   * Checks that a run of the program by {@link VirtualClockLauncher} printed what it should and
   * nothing else.
   */
  void verify(ProcessRunner.Result result) {
    List<Pattern> expected = new ArrayList<>(lines);
    if (elapsed != null) {
      expected.add(pattern("elapsed " + elapsed));
    }
    verify(result, expected);
  }

  /**
   * Checks that a run of the program's own {@code main} printed what it should and nothing else.
   */
  void verifyOwnMain(ProcessRunner.Result result) {
    verify(result, lines);
  }

  private static void verify(ProcessRunner.Result result, List<Pattern> expected) {
    assertThat(result.exitCode()).as("exit code; standard error:%n%s", result.stderr()).isZero();
    List<String> actual = result.outputLines();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).as("line %d of %s", i + 1, actual).matches(expected.get(i));
    }
  }
}
