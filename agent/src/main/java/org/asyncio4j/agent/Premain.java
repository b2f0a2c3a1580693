package org.asyncio4j.agent;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.CompiledClass;
import org.jspecify.annotations.Nullable;

/** The agent's entry points, named in the manifest of its jar. */
public final class Premain {
  private Premain() {}

  /**
   * Called by the JVM before {@code main}, for {@code -javaagent:asyncio4j-agent.jar=options}.
   * Wrong options end the JVM with exit code 1 and a message on standard error.
   *
   * @param options what follows the jar's name on the command line, in the syntax of {@link
   *     AgentOptions}; null if nothing does
   * @param instrumentation the JVM's instrumentation service
   */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    try {
      install(options, instrumentation);
    } catch (IllegalArgumentException e) {
      // Thrown on, it would end the JVM too, but as a fatal error with native frames and a core.
      System.err.println(e.getMessage());
      System.exit(1);
    }
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
        new AsyncTransformer(agentOptions, new Compilation(compiler), System.err), canRetransform);
  }

  private record Compilation(AsyncCompiler compiler) implements Function<byte[], CompiledClass> {
    @Override
    public CompiledClass apply(byte[] classFile) {
      return compiler.compile(classFile);
    }
  }
}
