package org.asyncio4j.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import org.asyncio4j.benchmarks.asyncio.AsyncioPrograms;
import org.asyncio4j.benchmarks.future.FuturePrograms;
import org.asyncio4j.benchmarks.limit.Limit;
import org.asyncio4j.benchmarks.plain.PlainPrograms;
import org.asyncio4j.benchmarks.processes.Installation;
import org.asyncio4j.benchmarks.threads.ThreadPrograms;

/** Who takes part. */
enum Rival {
  LIMIT("limit", Limit.class.getName()),
  WOVEN("asyncio4j, woven", AsyncioPrograms.class.getName()),
  AGENT("asyncio4j, agent", AsyncioPrograms.class.getName()),
  PLAIN("plain Java", PlainPrograms.class.getName()),
  KOTLIN("Kotlin, runBlocking", "org.asyncio4j.benchmarks.kotlin.OnRunBlocking"),
  KOTLIN_DEFAULT("Kotlin, Default", "org.asyncio4j.benchmarks.kotlin.OnDefault"),
  THREADS_1(
      "virtual threads, 1 carrier",
      ThreadPrograms.class.getName(),
      "-Djdk.virtualThreadScheduler.parallelism=1",
      "-Djdk.virtualThreadScheduler.maxPoolSize=1"),
  THREADS("virtual threads", ThreadPrograms.class.getName()),
  FUTURES("CompletableFuture", FuturePrograms.class.getName()),
  ASYNCIO("asyncio", ""),
  UVLOOP("uvloop", "");

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  private final String title;
  private final String programs;
  private final List<String> jvmOptions;

  Rival(String title, String programs, String... jvmOptions) {
    this.title = title;
    this.programs = programs;
    this.jvmOptions = List.of(jvmOptions);
  }

  String title() {
    return title;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The options with which a JVM finds its classes. */
  List<String> options(Installation installation) {
    return switch (this) {
      case WOVEN -> installation.woven();
      case AGENT -> installation.underAgent();
      default -> installation.plain();
    };
  }

  /** The class of its programs. */
  String programs() {
    return programs;
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  boolean isPython() {
    return this == ASYNCIO || this == UVLOOP;
  }

  /** Whether it is this project. */
  boolean isOurs() {
    return this == WOVEN || this == AGENT;
  }

  /**
   * Whether it runs on several processors at once, so that the elapsed time is what a user gains.
   */
  boolean isParallel() {
    return this == KOTLIN_DEFAULT || this == THREADS;
  }

  boolean runsOn(int featureVersion) {
    return featureVersion >= FIRST_WITH_VIRTUAL_THREADS || (this != THREADS && this != THREADS_1);
  }
}
