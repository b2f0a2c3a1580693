package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/** A channel that is being connected. */
final class ChannelDialing implements Dialing {
  private final SocketChannel channel;
  private final Registration registration;

  private ChannelDialing(SocketChannel channel, Registration registration) {
    this.channel = channel;
    this.registration = registration;
  }

  static Dialing begin(
      Kernel kernel, SocketAddress address, @Nullable InetSocketAddress local, Outcome outcome)
      throws IOException {
    SocketChannel channel = SocketChannel.open(Families.of(address));
    try {
      channel.configureBlocking(false);
      if (local != null && address instanceof InetSocketAddress) {
        bind(channel, local);
      }
      Registration registration = kernel.reactor().register(channel);
      ChannelDialing dialing = new ChannelDialing(channel, registration);
      if (channel.connect(address)) {
        outcome.connected(new ChannelWire(kernel, channel, registration));
      } else {
        registration.callbacks(() -> {}, () -> dialing.finish(kernel, outcome));
        registration.add(SelectionKey.OP_CONNECT);
      }
      return dialing;
    } catch (IOException e) {
      // A registration ends with its channel.
      Channels.close(channel);
      throw e;
    }
  }

  private static void bind(SocketChannel channel, InetSocketAddress local) throws IOException {
    try {
      channel.bind(local);
    } catch (IOException e) {
      throw SocketFailures.ofBind(local, e);
    }
  }

  private void finish(Kernel kernel, Outcome outcome) {
    try {
      if (!channel.finishConnect()) {
        return;
      }
    } catch (IOException e) {
      cancel();
      outcome.failed(e);
      return;
    }
    registration.remove(SelectionKey.OP_CONNECT);
    outcome.connected(new ChannelWire(kernel, channel, registration));
  }

  @Override
  public void cancel() {
    registration.cancel();
    Channels.close(channel);
  }
}
