package org.asyncio4j.compiler.names;

import java.util.Set;

/**
 * The names of the JUnit extension that the compiler reads or writes, beside those of the runtime.
 * Strings, as {@link RuntimeNames} are; a test of the extension resolves them.
 */
public final class TestNames {

  /** What the descriptors of {@link #ASYNC_METHODS} begin with. */
  public static final String PREFIX = "Lorg/asyncio4j/junit/Async";

  /** Descriptors of the annotations that make a method an asynchronous test or fixture. */
  public static final Set<String> ASYNC_METHODS =
      Set.of(
          PREFIX + "Test;",
          PREFIX + "BeforeEach;",
          PREFIX + "AfterEach;",
          PREFIX + "BeforeAll;",
          PREFIX + "AfterAll;");

  /** The length of the shortest of {@link #ASYNC_METHODS}. */
  public static final int SHORTEST = (PREFIX + "Test;").length();

  /** The length of the longest of {@link #ASYNC_METHODS}. */
  public static final int LONGEST = (PREFIX + "BeforeEach;").length();

  private static final String JUPITER = "Lorg/junit/jupiter/";

  /** Descriptors of JUnit's annotations that do the same together with {@code @Async}. */
  public static final Set<String> JUPITER_METHODS =
      Set.of(
          JUPITER + "api/Test;",
          JUPITER + "api/RepeatedTest;",
          JUPITER + "api/TestTemplate;",
          JUPITER + "api/BeforeEach;",
          JUPITER + "api/AfterEach;",
          JUPITER + "api/BeforeAll;",
          JUPITER + "api/AfterAll;",
          JUPITER + "params/ParameterizedTest;");

  /** Internal name of what compiled test methods hand their coroutine to. */
  public static final String COMPILED_TEST = "org/asyncio4j/junit/codegen/CompiledTest";

  /** Name of its method that runs a coroutine. */
  public static final String RUN = "run";

  /** Descriptor of that method. */
  public static final String RUN_DESCRIPTOR = "(L" + RuntimeNames.COROUTINE + ";)V";

  private TestNames() {}
}
