package org.asyncio4j.benchmarks.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** What the JDK has from 21 on, while this is compiled for 17. */
final class VirtualThreads {
  private static final ThreadFactory FACTORY = factory();

  private VirtualThreads() {}

  static Thread start(Runnable task) {
    Thread thread = FACTORY.newThread(task);
    thread.start();
    return thread;
  }

  /** Runs what may be interrupted, in a virtual thread, and waits for its result. */
  static long call(Body body) throws InterruptedException {
    Outcome outcome = new Outcome();
    Thread thread = start(() -> outcome.of(body));
    thread.join();
    return outcome.value;
  }

  /** Runs what may be interrupted. */
  static Thread spawn(Body body) {
    return start(() -> new Outcome().of(body));
  }

  private static ThreadFactory factory() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      return (ThreadFactory) factory.invoke(ofVirtual.invoke());
    } catch (Throwable t) {
      throw new IllegalStateException("virtual threads need JDK 21 or later", t);
    }
  }

  /** What a thread does. */
  interface Body {
    long run() throws InterruptedException;
  }

  private static final class Outcome {
    private long value = -1;

    void of(Body body) {
      try {
        value = body.run();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
