package org.asyncio4j.sync;

/** Thrown where something is sent into a {@link Channel} whose receiving ends are all closed. */
public class BrokenChannelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public BrokenChannelException() {
    super("all receiving ends of the channel are closed");
  }
}
