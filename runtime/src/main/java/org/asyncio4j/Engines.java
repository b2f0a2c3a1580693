package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.asyncio4j.spi.LoopEngine;
import org.asyncio4j.spi.LoopEngineProvider;

/** Finds the engine of a loop by its name. */
final class Engines {
  private static final String PROPERTY = "asyncio4j.loop";

  /** What stands for no provider at all. */
  private static final String SELECTOR = "selector";

  private Engines() {}

  /** A new engine, of the kind that the system property names. */
  static LoopEngine byProperty() {
    String name = System.getProperty(PROPERTY);
    return name == null || name.isEmpty() || name.equals(SELECTOR)
        ? new SelectorEngine()
        : provider(name).newEngine(name);
  }

  private static LoopEngineProvider provider(String name) {
    List<String> known = new ArrayList<>(List.of(SELECTOR));
    LoopEngineProvider found = null;
    // The loader of this class rather than the thread's: a loop is the same on whatever thread.
    for (LoopEngineProvider provider :
        ServiceLoader.load(LoopEngineProvider.class, Engines.class.getClassLoader())) {
      known.addAll(provider.names());
      if (provider.names().contains(name)) {
        found = provider;
      }
    }
    if (found == null) {
      throw absent(name, known);
    }
    return found;
  }

  private static IllegalStateException absent(String name, List<String> known) {
    String hint =
        name.startsWith("netty")
            ? "; add org.asyncio4j:asyncio4j-netty to the class path or module path"
            : "";
    return new IllegalStateException(
        "no event loop named \""
            + name
            + "\", as the system property "
            + PROPERTY
            + " wants it, is here; there are "
            + known
            + hint);
  }
}
