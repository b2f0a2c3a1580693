package org.asyncio4j.benchmarks.compiler;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** An agent that looks at no class: what the JVM itself takes for having one. */
public final class IdleAgent implements ClassFileTransformer {
  private IdleAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String options, Instrumentation instrumentation) {
    instrumentation.addTransformer(new IdleAgent());
  }
}
