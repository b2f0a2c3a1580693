/** Event loops that run on Netty. */
module org.asyncio4j.netty {
  requires transitive io.netty.common;
  requires transitive io.netty.transport;
  requires transitive org.asyncio4j;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.handler;
  requires static io.netty.transport.classes.epoll;
  requires static io.netty.transport.classes.io_uring;
  requires static io.netty.transport.unix.common;
  requires static org.jspecify;

  exports org.asyncio4j.netty;

  provides org.asyncio4j.spi.LoopEngineProvider with
      org.asyncio4j.netty.NettyEngineProvider;
}
