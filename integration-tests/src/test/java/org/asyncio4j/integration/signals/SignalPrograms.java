package org.asyncio4j.integration.signals;

import static java.time.Duration.ofDays;
import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.KeyboardInterrupt;

/** Programs that send signals to themselves; the argument says which of them to run. */
final class SignalPrograms {
  private SignalPrograms() {}

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "caught" -> {
        try {
          run(cleansUp("INT"));
        } catch (KeyboardInterrupt e) {
          System.out.println("KeyboardInterrupt");
        }
        System.out.println("goes on");
      }
      case "uncaught" -> {
        // Nobody waits for this one.
        new Thread(SignalPrograms::block).start();
        run(cleansUp("INT"));
      }
      case "denied" -> System.out.println("result " + run(denies()));
      case "cancelledByItself" -> {
        try {
          run(cancelsItself());
        } catch (CancelledError e) {
          System.out.println("CancelledError");
        }
      }
      case "twice" -> {
        try {
          run(cleansUpForEver());
        } catch (KeyboardInterrupt e) {
          System.out.println("KeyboardInterrupt");
        }
      }
      case "stuck" -> run(blocks());
      case "otherThread" -> {
        Thread thread = new Thread(() -> run(cleansUp("INT")));
        thread.start();
        thread.join();
      }
      case "terminated" -> run(cleansUp("TERM"));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  static void send(String signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + ProcessHandle.current().pid())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Async
  static Coroutine<Void> cleansUp(String signal) {
    System.out.println("running");
    send(signal);
    try {
      await(sleep(ofDays(1)));
    } catch (CancelledError e) {
      System.out.println("main cancelled");
      throw e;
    } finally {
      await(yieldNow());
      System.out.println("cleanup");
    }
    return done();
  }

  @Async
  static Coroutine<Integer> denies() {
    send("INT");
    try {
      await(sleep(ofDays(1)));
    } catch (CancelledError e) {
      System.out.println("denied");
    }
    return done(42);
  }

  @Async
  static Coroutine<Void> cancelsItself() {
    currentTask().cancel();
    await(yieldNow());
    return done();
  }

  @Async
  static Coroutine<Void> cleansUpForEver() {
    send("INT");
    try {
      await(sleep(ofDays(1)));
    } finally {
      System.out.println("cleaning");
      send("INT");
      try {
        await(sleep(ofDays(1)));
      } finally {
        System.out.println("cancelled again");
      }
    }
    return done();
  }

  @Async
  static Coroutine<Void> blocks() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
    Thread sender =
        new Thread(
            () -> {
              try {
                // Again and again until the JVM ends: a signal that has not been handled yet is not
                // sent twice.
                for (; ; ) {
                  send("INT");
                  Thread.sleep(200);
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    sender.setDaemon(true);
    sender.start();
    block();
    return done();
  }

  private static void block() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    }
  }
}
