package org.asyncio4j;

import static java.time.Duration.ofMillis;

import java.util.ArrayList;
import java.util.List;

/** Runs coroutines under virtual time, and keeps what they say. */
final class Loops {
  final List<String> log = new ArrayList<>();

  static <T> T run(Awaitable<T> main) {
    try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
      return runner.run(main);
    }
  }

  /** A step that notes a line and does nothing else. */
  Script.Step say(String line) {
    return value -> {
      log.add(line);
      return null;
    };
  }

  /** A coroutine that notes lines, with a turn of the loop after each. */
  Script<Void> chatter(String... lines) {
    Script<Void> script = Script.named("chatter");
    for (String line : lines) {
      script.then(say(line)).then(ignored -> Asyncio.yieldNow());
    }
    return script;
  }

  /** A coroutine that sleeps, and notes its name and how it ended. */
  Script<String> sleeper(String name, int millis) {
    return Script.<String>named(name)
        .then(ignored -> Asyncio.sleep(ofMillis(millis), name))
        .outcome(
            (value, failure) -> {
              log.add(name + (failure == null ? " woke" : " " + describe(failure)));
              if (failure != null) {
                throw failure;
              }
              return value;
            });
  }

  static String describe(Throwable failure) {
    return failure.getClass().getSimpleName()
        + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
  }
}
