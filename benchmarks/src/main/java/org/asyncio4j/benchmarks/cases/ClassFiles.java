package org.asyncio4j.benchmarks.cases;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes come from. */
public final class ClassFiles {
  private ClassFiles() {}

  /**
   * Finds where a class was loaded from.
   *
   * @param type the class
   * @return a jar or a directory
   */
  public static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
