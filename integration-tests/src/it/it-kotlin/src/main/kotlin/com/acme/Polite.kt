package com.acme

import org.asyncio4j.Async
import org.asyncio4j.Asyncio.await
import org.asyncio4j.Asyncio.done
import org.asyncio4j.Coroutine

class Polite(private val greeter: Greeter) {
  @Async
  fun greet(vararg names: String): Coroutine<String> {
    var all = ""
    for (name in names) {
      all += "${await(greeter.greet(name))}! "
    }
    return done(all.trim())
  }
}
