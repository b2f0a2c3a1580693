package com.acme;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** Has another coroutine than its elder. */
public class Greeter {
  public Coroutine<String> greet(String name) {
    return politely(name);
  }

  @Async
  private Coroutine<String> politely(String name) {
    await(yieldNow());
    return done("Good day, " + name);
  }
}
