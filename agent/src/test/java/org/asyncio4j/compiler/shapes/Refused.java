package org.asyncio4j.compiler.shapes;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import java.util.function.Function;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;

/** One method for each refusal; the comments name the lines that the messages are to point at. */
public abstract class Refused {

  public Refused(Awaitable<String> awaitable) {
    await(awaitable); // constructor
  }

  static void outside() {
    System.out.println("not reached");
    await(done()); // outside
  }

  static Runnable inLambda(Awaitable<String> awaitable) {
    return () -> {
      await(awaitable); // lambda
    };
  }

  static Function<Awaitable<String>, String> reference() {
    return Asyncio::await; // reference
  }

  @Async
  static String otherType() {
    return "value"; // other type
  }

  @Async
  static synchronized Coroutine<String> synchronizedMethod() {
    return done("value"); // synchronized method
  }

  @Async
  static Coroutine<Void> synchronizedBlock(Object lock, Awaitable<String> awaitable) {
    await(awaitable);
    synchronized (lock) {
      await(awaitable); // synchronized block
    }
    return done();
  }

  @Async
  abstract Coroutine<Void> abstractMethod();

  @Async
  native Coroutine<Void> nativeMethod();

  /** A class whose static initialiser awaits. */
  public static class Initialiser {
    static {
      await(done()); // initialiser
    }
  }
}
