package com.acme;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

public class Main {
  @Async
  static Coroutine<Void> greet(String name) {
    System.out.println(await(new Greeter().greet(name)));
    return done();
  }

  public static void main(String[] args) {
    run(greet("world"));
  }
}
