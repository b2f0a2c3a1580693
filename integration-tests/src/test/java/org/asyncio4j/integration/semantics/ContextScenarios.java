package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.*;

import java.util.function.Consumer;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.Context;
import org.asyncio4j.ContextVar;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.Token;
import org.asyncio4j.integration.support.VirtualTime;
import org.jspecify.annotations.Nullable;

/** Context variables: who sees whose changes. */
final class ContextScenarios {
  private ContextScenarios() {}

  static final class CtxAgen extends MainScenario {
    final ContextVar<Integer> v = new ContextVar<>("v", 0);

    @Async
    AsyncGenerator<@Nullable Object> g() {
      print("g", v.get());
      v.set(10);
      emit(null);
      print("g", v.get());
      emit(null);
      return end();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      v.set(1);
      AsyncGenerator<@Nullable Object> a = g();
      await(a.anext());
      print("main", v.get());
      v.set(2);
      await(a.anext());
      await(a.aclose());
      return done();
    }
  }

  static final class CtxCallbacks extends MainScenario {
    final ContextVar<Integer> v = new ContextVar<>("v", 0);

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = getRunningLoop();
      Future<Integer> f = loop.createFuture();
      Consumer<String> p = n -> print(n, v.get());
      v.set(1);
      loop.callSoon(() -> p.accept("soon"));
      v.set(2);
      loop.callLater(ofMillis(10), () -> p.accept("later"));
      v.set(3);
      f.addDoneCallback(ignored -> p.accept("cb"));
      v.set(4);
      f.setResult(0);
      await(sleep(ofMillis(20)));
      p.accept("main");
      return done();
    }
  }

  static final class CtxExplicit extends MainScenario {
    final ContextVar<Integer> v = new ContextVar<>("v", 0);

    @Async
    Coroutine<Void> inc() {
      v.set(v.get() + 1);
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Context c = copyContext();
      await(createTask(inc(), c));
      await(createTask(inc(), c));
      print(c.get(v), v.get());
      Token<Integer> tok = v.set(9);
      v.reset(tok);
      print(v.get());
      return done();
    }
  }

  static final class CtxTaskCopy extends Scenario {
    final ContextVar<String> v = new ContextVar<>("v", "def");

    @Async
    Coroutine<Void> kid() {
      print("kid sees", v.get());
      v.set("kid");
      await(yieldNow());
      print("kid", v.get());
      return done();
    }

    @Async
    Coroutine<Void> main() {
      v.set("main");
      Task<Void> t = createTask(kid());
      v.set("changed");
      await(t);
      print("main", v.get());
      return done();
    }

    @Override
    void module() {
      VirtualTime.run(main());
      print(v.get());
    }
  }

  static final class CtxToThread extends MainScenario {
    final ContextVar<String> v = new ContextVar<>("v", "def");

    String f() {
      String r = v.get();
      v.set("thread");
      return r;
    }

    @Override
    @Async
    Coroutine<Void> main() {
      v.set("main");
      print(await(toThread(this::f)), v.get());
      print(await(getRunningLoop().runInExecutor(null, () -> v.get())));
      return done();
    }
  }
}
