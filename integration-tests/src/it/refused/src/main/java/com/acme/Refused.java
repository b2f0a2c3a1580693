package com.acme;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;
import static org.asyncio4j.Asyncio.sleep;

import java.util.Iterator;
import java.util.function.Function;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;

/** One method for each reason to refuse it, and one that is none. */
abstract class Refused {
  static class Initialiser {
    static final String VALUE = await(sleep(ofSeconds(1), "value"));
  }

  final String value;

  Refused() {
    value = await(sleep(ofSeconds(1), "value"));
  }

  static Coroutine<Void> outside() {
    await(sleep(ofSeconds(1)));
    return done();
  }

  static Runnable lambda() {
    return () -> await(sleep(ofSeconds(1)));
  }

  static Function<Awaitable<String>, String> reference() {
    return Asyncio::await;
  }

  @Async
  static String otherType() {
    return await(sleep(ofSeconds(1), "value"));
  }

  @Async
  static synchronized Coroutine<Void> synchronizedMethod() {
    await(sleep(ofSeconds(1)));
    return done();
  }

  @Async
  static Coroutine<Void> synchronizedBlock(Object lock) {
    synchronized (lock) {
      await(sleep(ofSeconds(1)));
    }
    return done();
  }

  @Async
  abstract Coroutine<Void> abstractMethod();

  @Async
  native Coroutine<Void> nativeMethod();

  @Async
  static void returnsNothing() {
    await(sleep(ofSeconds(1)));
  }

  static Iterator<String> eachOutside(AsyncIterable<String> items) {
    return Asyncio.<String>each(items).iterator();
  }

  @Async
  static Coroutine<Iterable<String>> eachWithoutLoop(AsyncIterable<String> items) {
    return done(each(items));
  }

  static AsyncGenerator<String> emitOutside() {
    emit("value");
    return end();
  }

  @Async
  static Coroutine<Void> emitInCoroutine() {
    emit("value");
    return done();
  }

  @Async
  static AsyncGenerator<Integer> emitOfOtherType() {
    emit("value");
    return end();
  }

  @Async
  static AsyncGenerator<String> otherEnd(AsyncGenerator<String> other) {
    emit("value");
    return other;
  }

  @Async
  static Coroutine<Void> proper() {
    await(sleep(ofSeconds(1)));
    return done();
  }
}
