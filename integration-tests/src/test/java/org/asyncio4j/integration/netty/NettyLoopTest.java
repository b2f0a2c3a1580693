package org.asyncio4j.integration.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoEventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.LoopClock;
import org.asyncio4j.Runner;
import org.asyncio4j.VirtualClock;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.netty.Netty;
import org.asyncio4j.netty.TransportKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels, tasks, timers and futures of Netty's on the thread of coroutines. */
class NettyLoopTest {
  private static final String HOST = "127.0.0.1";

  private final List<String> log = new ArrayList<>();

  private static <T> T runOn(TransportKind kind, Awaitable<T> main) {
    return runOn(kind, LoopClock.system(), main);
  }

  private static <T> T runOn(TransportKind kind, LoopClock clock, Awaitable<T> main) {
    assumeTrue(kind.isAvailable(), () -> kind + " is not available here");
    try (Runner runner =
        Runner.builder().loopFactory(() -> Netty.newEventLoop(kind, clock)).build()) {
      return runner.run(main);
    }
  }

  private static Class<? extends ServerChannel> serverChannel(TransportKind kind) {
    return switch (kind) {
      case NIO -> NioServerSocketChannel.class;
      case EPOLL -> EpollServerSocketChannel.class;
      case IO_URING -> IoUringServerSocketChannel.class;
    };
  }

  /** A handler in the style of Netty's examples. */
  private final class Upper extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      log.add(Thread.currentThread().getName() + " " + isRunning());
      byte[] data = new byte[message.readableBytes()];
      message.readBytes(data);
      context.writeAndFlush(Unpooled.wrappedBuffer(new String(data).toUpperCase().getBytes()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void handlersOfOwnChannelsRunOnTheThreadOfTheCoroutines(TransportKind kind) throws Exception {
    assertThat(runOn(kind, askOwnChannel(kind))).isEqualTo("HELLO");
    assertThat(log).containsExactly(Thread.currentThread().getName() + " true");
  }

  @Async
  private Coroutine<String> askOwnChannel(TransportKind kind) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(Netty.eventLoop())
            .channel(serverChannel(kind))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Upper());
                  }
                });
    var binding = bootstrap.bind(HOST, 0);
    await(Netty.future(binding));
    Channel listening = binding.channel();
    Connection client =
        await(openConnection(HOST, ((InetSocketAddress) listening.localAddress()).getPort()));
    client.writer().write("hello".getBytes());
    byte[] answer = await(client.reader().readexactly(5));
    client.writer().close();
    await(Netty.future(listening.close()));
    return done(new String(answer));
  }

  @ParameterizedTest
  @EnumSource
  void streamsTalkOverNettysChannels(TransportKind kind) throws Exception {
    assertThat(runOn(kind, conversation())).isEqualTo("hello");
    assertThat(log).containsExactly("channel: true");
  }

  @Async
  private Coroutine<String> conversation() throws IOException {
    Server server = await(startServer(NettyLoopTest::echo, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    log.add("channel: " + (client.writer().getExtraInfo("channel") instanceof Channel));
    client.writer().write("hello".getBytes());
    client.writer().writeEof();
    String answer = new String(await(client.reader().read()));
    client.writer().close();
    server.close();
    await(server.waitClosed());
    return done(answer);
  }

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    writer.write(await(reader.read()));
    writer.close();
    return done();
  }

  private static int port(Server server) {
    return ((InetSocketAddress) Objects.requireNonNull(server.sockets().get(0).getsockname()))
        .getPort();
  }

  @ParameterizedTest
  @EnumSource
  void channelsOfTheJdkCanBeHandedIn(TransportKind kind) throws Exception {
    assertThat(runOn(kind, overGivenChannel())).isEqualTo("hello");
  }

  @Async
  private Coroutine<String> overGivenChannel() throws IOException {
    Server server = await(startServer(NettyLoopTest::echo, HOST, 0));
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(HOST, port(server)));
    Connection client =
        await(openConnection(null, 0, ConnectOptions.builder().sock(channel).build()));
    client.writer().write("hello".getBytes());
    client.writer().writeEof();
    String answer = new String(await(client.reader().read()));
    client.writer().close();
    await(client.writer().waitClosed());
    server.close();
    return done(answer);
  }

  @ParameterizedTest
  @EnumSource
  void tasksAndTimersOfNettyAreTheLoopsOwn(TransportKind kind) {
    VirtualClock clock = new VirtualClock();
    runOn(kind, clock, inOneQueue());
    assertThat(log)
        .containsExactly("ours", "Netty's", "ours again", "timer PT1H", "PT2H", "PT2H30M", "PT3H");
  }

  @Async
  private Coroutine<Void> inOneQueue() {
    EventLoop loop = getRunningLoop();
    IoEventLoop netty = Netty.eventLoop();
    loop.callSoon(() -> log.add("ours"));
    netty.execute(() -> log.add("Netty's"));
    loop.callSoon(() -> log.add("ours again"));
    ScheduledFuture<String> timer = netty.schedule(() -> "timer " + loop.time(), 1, TimeUnit.HOURS);
    log.add(await(Netty.<String>future(timer)));
    ScheduledFuture<?> cancelled = netty.schedule(() -> log.add("never"), 1, TimeUnit.MINUTES);
    cancelled.cancel(false);
    ScheduledFuture<?> repeated =
        netty.scheduleAtFixedRate(() -> log.add(loop.time().toString()), 60, 30, TimeUnit.MINUTES);
    await(sleep(Duration.ofMinutes(121)));
    repeated.cancel(false);
    await(sleep(Duration.ofHours(1)));
    return done();
  }

  @Test
  void futuresOfNettyAreAwaitedAndCancelled() {
    Netty.run(bridged());
    assertThat(log)
        .containsExactly("value", "java.io.IOException: no", "cancelled there", "cancelled here");
  }

  @Async
  private Coroutine<Void> bridged() {
    IoEventLoop netty = Netty.eventLoop();
    Promise<String> promise = netty.newPromise();
    getRunningLoop().callSoon(() -> promise.setSuccess("value"));
    log.add(await(Netty.<String>future(promise)));
    Promise<String> failing = netty.newPromise();
    // From another thread.
    new Thread(() -> failing.setFailure(new IOException("no"))).start();
    try {
      await(Netty.<String>future(failing), IOException.class);
    } catch (IOException e) {
      log.add(e.toString());
    }
    Promise<String> cancelled = netty.newPromise();
    cancelled.cancel(false);
    try {
      await(Netty.<String>future(cancelled));
    } catch (CancelledError e) {
      log.add("cancelled there");
    }
    Promise<String> pending = netty.newPromise();
    Future<String> ours = Netty.future(pending);
    ours.cancel();
    await(yieldNow());
    log.add(pending.isCancelled() ? "cancelled here" : "pending");
    return done();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsASleep(TransportKind kind) throws InterruptedException {
    assumeTrue(kind.isAvailable(), () -> kind + " is not available here");
    CountDownLatch running = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              EventLoop loop = Netty.newEventLoop(kind);
              loop.callSoon(running::countDown);
              loop.runForever();
              log.add("interrupted: " + Thread.currentThread().isInterrupted());
              loop.close();
            });
    thread.start();
    running.await();
    thread.interrupt();
    thread.join();
    assertThat(log).containsExactly("interrupted: true");
  }

  @ParameterizedTest
  @EnumSource
  void withTheLoopItsEventLoopEnds(TransportKind kind) throws Exception {
    assumeTrue(kind.isAvailable());
    EventLoop loop = Netty.newEventLoop(kind);
    IoEventLoop netty = Netty.eventLoop(loop);
    Server server = loop.runUntilComplete(listen());
    assertThat(server.isServing()).isTrue();
    assertThat(netty.isShuttingDown()).isFalse();
    assertThat(netty.terminationFuture().isDone()).isFalse();
    loop.close();
    assertThat(netty.isTerminated()).isTrue();
    assertThat(netty.terminationFuture().isSuccess()).isTrue();
    assertThatThrownBy(() -> netty.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("event executor terminated");
  }

  @Async
  private Coroutine<Server> listen() throws IOException {
    return startServer(NettyLoopTest::echo, HOST, 0);
  }

  @Test
  void namesKindsAndLoops() {
    EventLoop loop = Netty.newEventLoop(TransportKind.NIO);
    assertThat(loop).hasToString("<NettyEventLoop running=false closed=false>");
    assertThat(Netty.kind(loop)).isEqualTo(TransportKind.NIO);
    loop.close();
    EventLoop other = EventLoop.create();
    assertThatThrownBy(() -> Netty.eventLoop(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "<SelectorEventLoop running=false closed=false> does not run on Netty; make it by"
                + " Netty.newEventLoop(), or set -Dasyncio4j.loop=netty");
    other.close();
  }
}
