package org.asyncio4j.benchmarks.asyncio;

import org.asyncio4j.benchmarks.echo.EchoServer;
import org.asyncio4j.netty.GroupServer;
import org.asyncio4j.netty.LoopGroup;
import org.asyncio4j.netty.Netty;

/** Coroutines on streams, on several of Netty's loops. */
public final class GroupEcho implements EchoServer {
  /** Called by name. */
  public GroupEcho() {}

  @Override
  public int start(Setup setup) throws Exception {
    LoopGroup group = Netty.loopGroup(setup.loops());
    GroupServer server =
        group.startServer(StreamsEcho::echo, LoopEcho.HOST, 0, LoopEcho.options(setup));
    return server.addresses().get(0).getPort();
  }
}
