package org.asyncio4j.spi;

import java.util.List;

/**
 * Brings engines that the system property {@code asyncio4j.loop} may name; found by {@link
 * java.util.ServiceLoader}.
 */
public interface LoopEngineProvider {
  /** {@return the values of the property} */
  List<String> names();

  /**
   * Makes the engine of one loop.
   *
   * @param name one of {@link #names}
   * @return a new engine
   * @throws IllegalStateException if it cannot run on this machine
   */
  LoopEngine newEngine(String name);
}
