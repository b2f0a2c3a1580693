package org.asyncio4j.integration.semantics;

import static org.asyncio4j.Asyncio.*;

import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.sync.Barrier;
import org.asyncio4j.sync.BrokenBarrierException;
import org.asyncio4j.sync.Event;

/** What tasks wait for together: events and barriers. */
final class MeetingScenarios {
  private MeetingScenarios() {}

  static final class EventBasic extends MainScenario {
    @Async
    Coroutine<Void> w(Object n, Event e) {
      print(n, await(e.waitAsync()), e.isSet());
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Event e = new Event();
      List<Task<Void>> ts = List.of(createTask(w(0, e)), createTask(w(1, e)), createTask(w(2, e)));
      await(yieldNow());
      e.set();
      e.clear();
      print("set+clear");
      await(gather(ts));
      e.set();
      Task<Void> t = createTask(w("x", e));
      await(e.waitAsync());
      print("no yield");
      await(t);
      return done();
    }
  }

  static final class BarrierAbortReset extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Barrier b) {
      try {
        await(b.waitAsync());
        print("pass", n);
      } catch (BrokenBarrierException e) {
        print("broken", n);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Barrier b = new Barrier(2);
      Task<Void> t = createTask(w(1, b));
      await(yieldNow());
      await(b.abort());
      await(t);
      print(b.broken());
      await(w(2, b));
      await(b.reset());
      print(b.broken());
      t = createTask(w(3, b));
      await(yieldNow());
      await(b.reset());
      await(t);
      await(gather(w(4, b), w(5, b)));
      return done();
    }
  }

  static final class BarrierBasic extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Barrier b) {
      print("arrive", n);
      int i = await(b.waitAsync());
      print("pass", n, i);
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Barrier b = new Barrier(3);
      for (int r = 0; r < 2; r++) {
        await(gather(w(0, b), w(1, b), w(2, b)));
        print(b.nWaiting(), b.broken());
      }
      return done();
    }
  }

  static final class BarrierCancelWaiter extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Barrier b) {
      await(b.waitAsync());
      print("pass", n);
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Barrier b = new Barrier(2);
      Task<Void> t = createTask(w(1, b));
      await(yieldNow());
      print(b.nWaiting());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(b.nWaiting(), b.broken());
      await(gather(w(2, b), w(3, b)));
      return done();
    }
  }
}
