package org.asyncio4j.spi;

import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Poller;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.net.Networking;

/**
 * What an event loop runs on: where it sleeps, and what makes its transports. All else, the order
 * of what runs above all, is the same for all loops. One engine serves one loop.
 */
public interface LoopEngine {
  /** {@return what the loop's {@code toString} calls it} */
  String name();

  /**
   * Makes the loop's poller. Called once, by the loop's constructor.
   *
   * @param loop the loop, which is not complete yet
   * @param reactor its inner side
   * @return the poller
   */
  Poller poller(EventLoop loop, Reactor reactor);

  /**
   * Makes what makes the loop's transports. Called at most once, on the loop's thread.
   *
   * @param loop the loop
   * @param reactor its inner side
   * @return the transports' maker
   */
  Networking networking(EventLoop loop, Reactor reactor);
}
