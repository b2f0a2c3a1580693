package org.asyncio4j.benchmarks.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import org.asyncio4j.benchmarks.echo.EchoServer;
import org.asyncio4j.benchmarks.echo.Keys;
import org.jspecify.annotations.Nullable;

/** Netty's own echo: writes what it reads, flushes when there is no more to read for now. */
public abstract class NettyEcho implements EchoServer {
  private final IoHandlerFactory io;
  private final Class<? extends ServerChannel> channel;

  private NettyEcho(IoHandlerFactory io, Class<? extends ServerChannel> channel) {
    this.io = io;
    this.channel = channel;
  }

  /** On Linux's epoll. */
  public static final class OnEpoll extends NettyEcho {
    /** Called by name. */
    public OnEpoll() {
      super(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
    }
  }

  /** On the JDK's selector. */
  public static final class OnNio extends NettyEcho {
    /** Called by name. */
    public OnNio() {
      super(NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }
  }

  @Override
  public final int start(Setup setup) throws Exception {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(setup.loops(), new DefaultThreadFactory("netty", true), io);
    SslContext tls = tls(setup.keys());
    InetSocketAddress address =
        (InetSocketAddress)
            new ServerBootstrap()
                .group(loops)
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, Setup.BACKLOG)
                .childHandler(new Pipeline(tls))
                .bind("127.0.0.1", 0)
                .sync()
                .channel()
                .localAddress();
    return address.getPort();
  }

  private static @Nullable SslContext tls(@Nullable Keys keys) throws Exception {
    return keys == null
        ? null
        : SslContextBuilder.forServer(keys.managers()).sslProvider(SslProvider.JDK).build();
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final @Nullable SslContext tls;

    Pipeline(@Nullable SslContext tls) {
      this.tls = tls;
    }

    @Override
    protected void initChannel(SocketChannel connection) {
      if (tls != null) {
        connection.pipeline().addLast(tls.newHandler(connection.alloc()));
      }
      connection.pipeline().addLast(new Echo());
    }
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
      context.write(data);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
