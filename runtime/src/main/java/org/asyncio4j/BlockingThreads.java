package org.asyncio4j;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where blocking calls run unless the user says otherwise: each on a virtual thread, or, on a JDK
 * without them (before 21), in a pool of asyncio's size. Either way the threads are daemons, named
 * {@code asyncio_0} and so on.
 */
final class BlockingThreads {
  private static final String NAME = "asyncio_";

  /** asyncio's default: {@code min(32, os.cpu_count() + 4)}. */
  private static final int POOL_SIZE = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

  private static final long KEEP_ALIVE_SECONDS = 10;

  private BlockingThreads() {}

  static ExecutorService newExecutor() {
    try {
      return newVirtualThreadExecutor();
    } catch (ReflectiveOperationException e) {
      // An older JDK, or one that wants --enable-preview for it.
      return newPool();
    }
  }

  /** By reflection: this class is compiled for, and runs on, JDKs that have no virtual threads. */
  private static ExecutorService newVirtualThreadExecutor() throws ReflectiveOperationException {
    Class<?> builderType = Class.forName("java.lang.Thread$Builder");
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    builder = builderType.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
    Object factory = builderType.getMethod("factory").invoke(builder);
    return (ExecutorService)
        Executors.class
            .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
            .invoke(null, factory);
  }

  static ExecutorService newPool() {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            POOL_SIZE,
            POOL_SIZE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> {
              Thread thread = new Thread(body, NAME + count.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
