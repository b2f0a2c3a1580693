package org.asyncio4j.benchmarks.compiler;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.OfflineInstrumentationAccessGenerator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Class bytes a second through the compiler, against JaCoCo's instrumentation of the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompilerBenchmark {

  /** Counts the bytes that went through. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Input {
    /** Bytes of class files. */
    public long bytes;

    /** Resets the count, before each iteration. */
    @Setup(Level.Iteration)
    public void reset() {
      bytes = 0;
    }
  }

  /** Which classes. */
  @Param({"LIBRARY", "ASYNC"})
  public Corpus corpus = Corpus.LIBRARY;

  private final AsyncCompiler compiler = new AsyncCompiler(Target.AGENT);
  private final Instrumenter instrumenter =
      new Instrumenter(new OfflineInstrumentationAccessGenerator());
  private List<byte[]> classFiles = List.of();

  /** Reads the class files. */
  @Setup
  public void read() throws IOException {
    classFiles = corpus.classFiles();
  }

  /** The compiler as the agent runs it. */
  @Benchmark
  public void asyncio4j(Input input, Blackhole blackhole) {
    for (byte[] classFile : classFiles) {
      blackhole.consume(compiler.compile(classFile));
      input.bytes += classFile.length;
    }
  }

  /** JaCoCo as its agent runs it. */
  @Benchmark
  public void jacoco(Input input, Blackhole blackhole) throws IOException {
    for (byte[] classFile : classFiles) {
      blackhole.consume(instrumenter.instrument(classFile, ""));
      input.bytes += classFile.length;
    }
  }
}
