/** asyncio for Java: coroutines, tasks and futures on an event loop. */
module org.asyncio4j {
  requires static org.jspecify;

  exports org.asyncio4j;
  exports org.asyncio4j.codegen;
  exports org.asyncio4j.net;
  exports org.asyncio4j.process;
  exports org.asyncio4j.sync;
}
