package org.asyncio4j.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;

/**
 * What transports need of the loop they belong to, beyond its public methods. Confined to the
 * loop's thread.
 */
public interface Reactor {
  /**
   * Watches a channel, for nothing yet. Callbacks run in the current context, those of one turn in
   * the order in which the channels became ready, before timers that are due in that turn.
   *
   * @param channel a channel in non-blocking mode; closed by the loop's end at the latest
   * @return what to say with what to watch for
   * @throws IOException if the channel is closed, or cannot be watched
   */
  Registration register(SelectableChannel channel) throws IOException;

  /** Has the next turn ask the poller whether it {@link Poller#isWatching}. For the poller. */
  void expectPoll();

  /**
   * Makes an entry for the loop's queue, which may be put there any number of times.
   *
   * @param callback what the loop runs, in a copy of the current context
   * @return the entry
   */
  Object entry(Runnable callback);

  /**
   * Puts an entry into the loop's queue.
   *
   * @param entry made by {@link #entry}
   */
  void ready(Object entry);

  /** Frees the descriptors of channels that have been closed, at once. */
  void flush();

  /**
   * Notes that something goes on outside of the loop that will come back to it: a virtual clock
   * does not jump meanwhile.
   */
  void hold();

  /** Takes back one {@link #hold}. */
  void release();

  /** {@return an empty direct buffer to receive in, shared by all transports of the loop} */
  ByteBuffer inbound();

  /**
   * {@return an empty direct buffer to send from, shared by all transports of the loop: nothing but
   * a write may happen between filling and emptying it}
   */
  ByteBuffer outbound();
}
