package org.asyncio4j.sync;

import org.asyncio4j.Asyncio;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/**
 * Something to wait for. It belongs to the first loop in which somebody has to wait; as long as
 * nobody has to, any loop may use it, as in asyncio.
 */
abstract class LoopBound {
  private @Nullable EventLoop loop;

  LoopBound() {}

  /** A future of the running loop, to wait for. */
  final Future<Boolean> newSignal() {
    EventLoop running = Asyncio.getRunningLoop();
    if (loop == null) {
      loop = running;
    } else if (loop != running) {
      throw new IllegalStateException(this + " is bound to a different event loop");
    }
    return running.createFuture();
  }
}
