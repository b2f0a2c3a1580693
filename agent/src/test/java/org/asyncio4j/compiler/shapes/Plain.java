package org.asyncio4j.compiler.shapes;

import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;

/** Uses the runtime, awaits nothing, is no coroutine. */
public class Plain {
  static Coroutine<String> value() {
    return Asyncio.done("await");
  }
}
