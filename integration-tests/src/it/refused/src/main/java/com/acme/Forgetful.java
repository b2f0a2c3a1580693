package com.acme;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

class Forgetful {
  @Async
  static Coroutine<Void> proper() {
    await(sleep(ofSeconds(1)));
    return done();
  }

  static Coroutine<Void> forgotten() {
    await(sleep(ofSeconds(1)));
    return done();
  }
}
