package org.asyncio4j.benchmarks.cases;

import java.util.Map;

/** All that one rival can do. Implementations have a public constructor without parameters. */
public interface Programs {
  /** {@return the cases that this rival takes part in} */
  Map<Case, Program> programs();
}
