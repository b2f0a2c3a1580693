package org.asyncio4j.integration.semantics;

import static org.asyncio4j.Asyncio.*;

import java.util.concurrent.CompletableFuture;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;

/** Futures without a coroutine behind them. */
final class FutureScenarios {
  private FutureScenarios() {}

  static final class FutCallbacksFifo extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = getRunningLoop();
      Future<Integer> f = loop.createFuture();
      f.addDoneCallback(
          ignored -> {
            print("first");
            f.addDoneCallback(nested -> print("nested"));
          });
      f.addDoneCallback(ignored -> print("second"));
      f.setResult(1);
      print("set");
      await(yieldNow());
      print("iter1");
      await(yieldNow());
      print("iter2");
      return done();
    }
  }

  static final class FutWrapConcurrent extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      CompletableFuture<String> c = new CompletableFuture<>();
      Future<String> f = wrapFuture(c);
      c.complete("x");
      print(f.isDone());
      print(await(f));
      CompletableFuture<String> c2 = new CompletableFuture<>();
      Future<String> f2 = wrapFuture(c2);
      f2.cancel();
      await(yieldNow());
      print(c2.isCancelled());
      return done();
    }
  }
}
