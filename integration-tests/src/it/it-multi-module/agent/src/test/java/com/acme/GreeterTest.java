package com.acme;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.junit.jupiter.api.Test;

class GreeterTest {
  @Test
  void greets() {
    assertEquals("Hello, you", run(greetYou()));
  }

  @Async
  static Coroutine<String> greetYou() {
    return done(await(new Greeter().greet("you")));
  }
}
