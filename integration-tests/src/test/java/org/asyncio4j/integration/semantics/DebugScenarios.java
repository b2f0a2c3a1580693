package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.integration.support.StandardError;

/** Debug mode. What Python logs or warns of is printed to standard error here. */
final class DebugScenarios {
  private DebugScenarios() {}

  static final class LoopDebugSlowCallback extends Scenario {
    /** The limit is far away but for the step that blocks: a busy machine makes any step slow. */
    @Async
    Coroutine<Void> main() throws InterruptedException {
      EventLoop loop = getRunningLoop();
      loop.slowCallbackDuration(ofDays(1));
      await(yieldNow());
      loop.slowCallbackDuration(ofMillis(30));
      Thread.sleep(60);
      await(yieldNow());
      loop.slowCallbackDuration(ofDays(1));
      return done();
    }

    @Override
    void module() throws InterruptedException {
      Coroutine<Void> main = main();
      for (String line : StandardError.linesOf(() -> run(main, true))) {
        // The watchdog has reported the callback, and where it blocks, before it has ended.
        if (line.startsWith("Executing") && !line.contains("takes longer")) {
          print(line.split(" ", 2)[0], line.contains("took"));
        }
      }
      print("end");
    }
  }

  static final class LoopDebugWrongThread extends Scenario {
    @Async
    Coroutine<Void> main() throws InterruptedException {
      EventLoop loop = getRunningLoop();
      Future<Void> ev = loop.createFuture();
      Thread t =
          new Thread(
              () -> {
                try {
                  loop.callSoon(() -> print());
                } catch (IllegalStateException e) {
                  print(e.getMessage().substring(0, 25));
                }
                loop.callSoonThreadsafe(() -> ev.setResult(null));
              });
      t.start();
      await(ev);
      t.join();
      print("ok");
      return done();
    }

    @Override
    void module() throws InterruptedException {
      run(main(), true);
    }
  }

  /** Nobody counts references here: the report comes when the loop closes. */
  static final class CoroNeverAwaited extends Scenario {
    @Async
    Coroutine<Void> f() {
      print("never");
      return done();
    }

    @Async
    Coroutine<Void> main() {
      Coroutine<Void> c = f();
      c = null;
      return done();
    }

    @Override
    void module() {
      List<PythonText.Tuple> w = new ArrayList<>();
      for (String line : StandardError.linesOf(() -> run(main(), true))) {
        if (line.startsWith("coroutine")) {
          String bare = line.replace("'DebugScenarios.CoroNeverAwaited.f'", "'f'");
          w.add(PythonText.Tuple.of("RuntimeWarning", bare));
        }
      }
      print(w);
    }
  }
}
