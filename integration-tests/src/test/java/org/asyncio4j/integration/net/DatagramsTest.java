package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.DatagramEndpoint;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Datagrams on the loopback interface. */
class DatagramsTest {
  private final List<String> log = new ArrayList<>();

  private class Echo implements DatagramProtocol {
    private @Nullable DatagramTransport transport;

    @Override
    public void connectionMade(DatagramTransport transport) {
      this.transport = transport;
      log.add("made");
    }

    @Override
    public void datagramReceived(byte[] data, SocketAddress address) {
      Objects.requireNonNull(transport).sendto(data, address);
    }
  }

  private class Noting implements DatagramProtocol {
    @Override
    public void datagramReceived(byte[] data, SocketAddress address) {
      log.add(text(data));
    }

    @Override
    public void errorReceived(IOException failure) {
      log.add(failure.getClass().getSimpleName());
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) {
      log.add("lost " + failure);
    }
  }

  @Test
  void datagramsGoThereAndBack() throws Exception {
    run(echo());
    assertThat(log).containsExactly("made", "one", "three", "lost null");
  }

  @Async
  private Coroutine<Void> echo() throws IOException {
    EventLoop loop = getRunningLoop();
    DatagramEndpoint<Echo> server =
        await(loop.createDatagramEndpoint(Echo::new, new InetSocketAddress(HOST, 0), null));
    InetSocketAddress address =
        (InetSocketAddress) Objects.requireNonNull(server.transport().getExtraInfo("sockname"));
    DatagramEndpoint<Noting> client =
        await(loop.createDatagramEndpoint(Noting::new, null, address));
    client.transport().sendto(bytes("one"));
    client.transport().sendto(bytes("three"), address);
    await(until(() -> log.contains("three")));
    InetSocketAddress other = new InetSocketAddress(HOST, 9);
    assertThatThrownBy(() -> client.transport().sendto(bytes("x"), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid address: must be None or " + address);
    assertThatThrownBy(() -> server.transport().sendto(bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
    client.transport().close();
    server.transport().abort();
    await(until(() -> log.contains("lost null")));
    return done();
  }

  @Test
  void unreachablePortIsAnErrorThatTheEndpointSurvives() throws Exception {
    run(unreachable());
    assertThat(log).contains("PortUnreachableException").endsWith("lost null");
  }

  @Async
  private Coroutine<Void> unreachable() throws IOException {
    EventLoop loop = getRunningLoop();
    DatagramEndpoint<Noting> gone =
        await(loop.createDatagramEndpoint(Noting::new, new InetSocketAddress(HOST, 0), null));
    InetSocketAddress address =
        (InetSocketAddress) Objects.requireNonNull(gone.transport().getExtraInfo("sockname"));
    gone.transport().close();
    await(until(() -> log.contains("lost null")));
    DatagramEndpoint<Noting> client =
        await(loop.createDatagramEndpoint(Noting::new, null, address));
    client.transport().sendto(bytes("anybody?"));
    await(until(() -> log.contains("PortUnreachableException")));
    assertThat(client.transport().isClosing()).isFalse();
    client.transport().close();
    await(until(() -> log.get(log.size() - 1).equals("lost null")));
    return done();
  }

  @Test
  void tooLongADatagramIsAnError() throws Exception {
    run(tooLong());
    assertThat(log).isNotEmpty().doesNotContain("lost null");
  }

  @Async
  private Coroutine<Void> tooLong() throws IOException {
    DatagramEndpoint<Noting> client =
        await(
            getRunningLoop()
                .createDatagramEndpoint(Noting::new, null, new InetSocketAddress(HOST, 9)));
    client.transport().sendto(new byte[70_000]);
    client.transport().sendto(new byte[1_000_000]);
    return done();
  }
}
