package org.asyncio4j.integration.semantics;

import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.VirtualTime;

/** A scenario whose module does nothing but {@code asyncio.run(main())}. */
abstract class MainScenario extends Scenario {
  abstract Coroutine<Void> main() throws Exception;

  @Override
  final void module() throws Exception {
    VirtualTime.run(main());
  }
}
