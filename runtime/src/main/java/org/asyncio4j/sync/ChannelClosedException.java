package org.asyncio4j.sync;

/** Thrown by an end of a {@link Channel} that was closed itself, also to who waits in it then. */
public class ChannelClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public ChannelClosedException() {
    super("this end of the channel is closed");
  }
}
