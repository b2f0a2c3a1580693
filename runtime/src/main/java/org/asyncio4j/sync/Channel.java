package org.asyncio4j.sync;

import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with two ends that can be closed, each of which tells the other: receivers learn
 * that nothing more will come, senders that nobody listens any more. Beyond asyncio.
 *
 * <p>Each end may be used by any number of tasks of one loop, or be copied for them: a side is
 * closed when its last copy is. Who waits is served in the order in which they came, and what is
 * sent is received once, whoever is cancelled.
 *
 * @param sender where items go in
 * @param receiver where they come out, in the same order
 * @param <T> the items
 */
public record Channel<T extends @Nullable Object>(
    SendChannel<T> sender, ReceiveChannel<T> receiver) {

  /**
   * Opens a channel.
   *
   * @param maxsize how many items it can hold that nobody has received
   * @param <T> the items
   * @return its two ends
   * @throws IllegalArgumentException if {@code maxsize} is less than one: "maxsize must be &gt;= 1"
   */
  public static <T extends @Nullable Object> Channel<T> open(int maxsize) {
    ChannelState<T> state = new ChannelState<>(maxsize);
    return new Channel<>(new SendChannel<>(state), new ReceiveChannel<>(state));
  }
}
