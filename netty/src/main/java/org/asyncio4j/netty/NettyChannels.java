package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.util.Objects;

/** What is done to channels of any kind, on the loop's thread, where it is done at once. */
final class NettyChannels {
  private NettyChannels() {}

  /** Prepares a channel that reads when it is told to, and registers it. */
  @SuppressWarnings("deprecation") // A loop of ours registers channels itself.
  static void register(NettyPoller poller, Channel channel) throws IOException {
    channel.config().setAutoRead(false);
    await(poller.executor().register(channel));
  }

  /** Sets an option, if this kind of channel has it. */
  static <T> void set(Channel channel, ChannelOption<T> option, T value) {
    channel.config().setOption(option, value);
  }

  /** Returns when it was done; throws what it failed with. */
  static void await(ChannelFuture done) throws IOException {
    if (!done.isDone()) {
      throw new IOException("Netty has put off " + done);
    }
    if (!done.isSuccess()) {
      throw NettyFailures.of(Objects.requireNonNull(done.cause()));
    }
  }
}
