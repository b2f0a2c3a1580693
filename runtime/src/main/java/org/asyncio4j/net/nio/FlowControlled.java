package org.asyncio4j.net.nio;

/** A transport that can be asked what it has told its protocol last. */
public interface FlowControlled {
  /** {@return whether the protocol is to write no more for now} */
  boolean isWritingPaused();
}
