package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.channels.Channel;

/** What is done to channels of any kind. */
final class Channels {
  private Channels() {}

  /** Closes a channel; that it cannot be closed properly is nobody's concern any more. */
  @SuppressWarnings("EmptyCatch")
  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
