package org.asyncio4j.compiler.shapes;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;

import java.util.function.Function;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncIterable;
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
  static Coroutine<String> synchronizedInTry(Object lock, Coroutine<String> other) {
    try {
      synchronized (lock) {
        return other; // synchronized in try
      }
    } catch (IllegalStateException e) {
      return done(e.getMessage());
    }
  }

  @Async
  static Coroutine<String> tryInSynchronized(Object lock, Coroutine<String> other) {
    synchronized (lock) {
      try {
        return other; // try in synchronized
      } catch (IllegalStateException e) {
        return done(e.getMessage());
      }
    }
  }

  @Async
  static Coroutine<Void> emitInCoroutine() {
    emit("value"); // emit in a coroutine
    return done();
  }

  static void emitOutside() {
    emit("value"); // emit outside
  }

  @Async
  static Coroutine<Void> eachOutsideLoop(AsyncIterable<String> items) {
    Iterable<String> iterable = each(items); // each outside a loop
    iterable.forEach(System.out::println);
    return done();
  }

  static void eachOutside(AsyncIterable<String> items) {
    for (String item : each(items)) { // each outside
      System.out.println(item);
    }
  }

  @Async
  static AsyncGenerator<String> otherGenerator(AsyncGenerator<String> other) {
    return other; // other generator
  }

  @Async
  static AsyncGenerator<Integer> wrongElement() {
    emit(1);
    emit("value"); // wrong element
    return end();
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
