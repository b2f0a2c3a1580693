package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.AsyncExitStack;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;

/** {@code async with}. */
final class ContextManagerScenarios {
  private ContextManagerScenarios() {}

  static final class ActxManager extends MainScenario {
    @Async
    AsyncGenerator<String> cm(String n) {
      print("enter", n);
      try {
        emit(n);
      } catch (IllegalArgumentException e) {
        print("saw", n, e);
        throw e;
      } finally {
        await(yieldNow());
        print("exit", n);
      }
      return end();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(
            asyncWith(
                new AsyncExitStack(),
                st -> {
                  for (String n : List.of("a", "b")) {
                    await(st.enterAsyncContext(AsyncContextManager.of(cm(n))));
                  }
                  throw new IllegalArgumentException("v");
                }));
      } catch (IllegalArgumentException e) {
        print("out");
      }
      return done();
    }
  }

  static final class CancelAsyncWithCleanup extends MainScenario {
    final class R implements AsyncContextManager<@Nullable Void> {
      @Override
      @Async
      public Coroutine<@Nullable Void> enter() {
        print("open");
        return done(null);
      }

      @Override
      @Async
      public Coroutine<Boolean> exit(@Nullable Throwable e) {
        print("closing", PythonText.typeName(Objects.requireNonNull(e).getClass()));
        await(yieldNow());
        print("closed");
        return done(false);
      }
    }

    @Async
    Coroutine<Void> f() {
      return asyncWith(
          new R(),
          r -> {
            await(sleep(ofSeconds(10)));
            return done();
          });
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      return done();
    }
  }
}
