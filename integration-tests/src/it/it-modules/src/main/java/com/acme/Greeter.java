package com.acme;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** Greets, a turn of the loop later. */
public class Greeter {
  @Async
  public Coroutine<String> greet(String name) {
    await(yieldNow());
    return done("Hello, " + name);
  }
}
