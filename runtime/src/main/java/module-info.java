/** asyncio for Java: coroutines, tasks and futures on an event loop. */
@SuppressWarnings("module") // Whoever is let in need not be there.
module org.asyncio4j {
  requires static org.jspecify;
  // Ctrl-C and signal handlers, where the module is there.
  requires static jdk.unsupported;

  exports org.asyncio4j;
  exports org.asyncio4j.codegen;
  exports org.asyncio4j.net;
  exports org.asyncio4j.process;
  exports org.asyncio4j.sync;
  exports org.asyncio4j.internal to
      org.asyncio4j.netty;
  exports org.asyncio4j.net.nio to
      org.asyncio4j.netty;
  exports org.asyncio4j.spi to
      org.asyncio4j.netty;

  uses org.asyncio4j.spi.LoopEngineProvider;
}
