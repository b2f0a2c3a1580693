package org.asyncio4j.agent;

import java.lang.instrument.Instrumentation;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.jspecify.annotations.Nullable;

/** The agent's entry points, named in the manifest of its jar. */
public final class Premain {
  private Premain() {}

  /**
   * Called by the JVM before {@code main}, for {@code -javaagent:asyncio4j-agent.jar=options}.
   *
   * @param options what follows the jar's name on the command line, in the syntax of {@link
   *     AgentOptions}; null if nothing does
   * @param instrumentation the JVM's instrumentation service
   * @throws IllegalArgumentException if the options are wrong; it ends the JVM, its message on
   *     standard error
   */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    install(options, instrumentation);
  }

  /**
   * Called by the JVM in a thread of its own when the agent is attached to a running program.
   * Classes that are loaded already stay as they are.
   *
   * @param options the options, in the syntax of {@link AgentOptions}; null if there are none
   * @param instrumentation the JVM's instrumentation service
   * @throws IllegalArgumentException if the options are wrong; whoever attaches the agent sees it
   */
  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    install(options, instrumentation);
  }

  private static void install(@Nullable String options, Instrumentation instrumentation) {
    AgentOptions agentOptions = AgentOptions.parse(options);
    AsyncCompiler compiler = new AsyncCompiler(Target.AGENT);
    // Not for retransformation: a compiled class has methods that its source has not, and a
    // retransformed class must neither gain nor lose any (Instrumentation.retransformClasses).
    boolean canRetransform = false;
    instrumentation.addTransformer(
        new AsyncTransformer(agentOptions, compiler::compile, System.err), canRetransform);
  }
}
