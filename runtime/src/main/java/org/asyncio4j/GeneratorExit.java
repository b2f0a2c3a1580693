package org.asyncio4j;

/**
 * Thrown where a coroutine is suspended when {@link Coroutine#close()} ends it.
 *
 * <p>An {@link Error} so that {@code catch (Exception e)} does not swallow it. Mirrors {@code
 * GeneratorExit}.
 */
public class GeneratorExit extends Error {
  private static final long serialVersionUID = 1L;

  /** Makes the error. */
  public GeneratorExit() {}
}
