package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.asyncio4j.sync.BoundedSemaphore;
import org.asyncio4j.sync.Condition;
import org.asyncio4j.sync.Held;
import org.asyncio4j.sync.Lock;
import org.asyncio4j.sync.Semaphore;

/** What can be held: locks, conditions, semaphores. */
@SuppressWarnings("try") // What is held is seldom asked for anything.
final class LockScenarios {
  private LockScenarios() {}

  /** A scenario of tasks that hold a lock and say so. */
  abstract static class LockScenario extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Lock l) {
      try (Held held = await(l.hold())) {
        print("got", n);
      } catch (CancelledError e) {
        print("cancelled", n);
      }
      return done();
    }
  }

  static final class LockCancelWaiter extends LockScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Lock l = new Lock();
      await(l.acquire());
      List<Task<Void>> ts = List.of(createTask(w(0, l)), createTask(w(1, l)), createTask(w(2, l)));
      await(yieldNow());
      ts.get(0).cancel();
      l.release();
      await(gather(ts));
      print(l.locked());
      return done();
    }
  }

  static final class LockCancelWokenWaiter extends LockScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Lock l = new Lock();
      await(l.acquire());
      List<Task<Void>> ts = List.of(createTask(w(0, l)), createTask(w(1, l)));
      await(yieldNow());
      l.release();
      ts.get(0).cancel();
      await(gather(ts));
      print(l.locked());
      return done();
    }
  }

  static final class LockFifo extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Lock l) {
      try (Held held = await(l.hold())) {
        print("in", n);
        await(yieldNow());
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Lock l = new Lock();
      await(gather(w(2, l), w(0, l), w(1, l)));
      print(l.locked());
      return done();
    }
  }

  static final class LockUncontendedNoYield extends MainScenario {
    @Async
    Coroutine<Void> other() {
      print("other");
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(other());
      Lock l = new Lock();
      for (int i = 0; i < 3; i++) {
        try (Held held = await(l.hold())) {
          print("held");
        }
      }
      print("end");
      await(t);
      return done();
    }
  }

  static final class CondCancelReacquires extends MainScenario {
    @Async
    Coroutine<Void> w(Condition c) {
      try (Held held = await(c.hold())) {
        try {
          await(c.waitAsync());
        } catch (CancelledError e) {
          print("cancelled, locked =", c.locked());
          throw e;
        }
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Condition c = new Condition();
      Task<Void> t = createTask(w(c));
      await(yieldNow());
      try (Held held = await(c.hold())) {
        t.cancel();
        await(yieldNow());
        await(yieldNow());
        print("t done?", t.isDone());
      }
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled(), c.locked());
      return done();
    }
  }

  static final class CondNotifyCancelledWaiter extends MainScenario {
    @Async
    Coroutine<Void> w(String n, Condition c) {
      try (Held held = await(c.hold())) {
        await(c.waitAsync());
        print("woken", n);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Condition c = new Condition();
      Task<Void> a = createTask(w("a", c));
      Task<Void> b = createTask(w("b", c));
      await(yieldNow());
      try (Held held = await(c.hold())) {
        c.notifyOne();
      }
      a.cancel();
      await(Asyncio.wait(List.of(a, b), ofMillis(30)));
      print(a.isCancelled(), b.isDone());
      b.cancel();
      return done();
    }
  }

  static final class CondNotifyOrder extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Condition c) {
      try (Held held = await(c.hold())) {
        await(c.waitAsync());
        print("woken", n);
        await(yieldNow());
        print("leaving", n);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Condition c = new Condition();
      List<Task<Void>> ts = List.of(createTask(w(0, c)), createTask(w(1, c)), createTask(w(2, c)));
      await(yieldNow());
      try (Held held = await(c.hold())) {
        c.notify(2);
        print("notified, lock still held");
      }
      await(sleep(ofMillis(10)));
      print(ts.stream().map(Task::isDone).toList());
      try (Held held = await(c.hold())) {
        c.notifyEveryone();
      }
      await(gather(ts));
      return done();
    }
  }

  static final class CondRequiresLock extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Condition c = new Condition();
      try {
        await(c.waitAsync());
      } catch (IllegalStateException e) {
        print(e);
      }
      try {
        c.notifyOne();
      } catch (IllegalStateException e) {
        print(e);
      }
      return done();
    }
  }

  static final class SemCancelWoken extends MainScenario {
    @Async
    Coroutine<Void> w(int n, Semaphore s) {
      try {
        await(s.acquire());
        print("got", n);
      } catch (CancelledError e) {
        print("cancelled", n);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Semaphore s = new Semaphore(0);
      List<Task<Void>> ts = List.of(createTask(w(0, s)), createTask(w(1, s)));
      await(yieldNow());
      s.release();
      ts.get(0).cancel();
      await(gather(ts));
      BoundedSemaphore b = new BoundedSemaphore(1);
      try {
        b.release();
      } catch (IllegalArgumentException e) {
        print(e);
      }
      try {
        new Semaphore(-1);
      } catch (IllegalArgumentException e) {
        print("ValueError");
      }
      return done();
    }
  }

  static final class SemNoBarging extends MainScenario {
    @Async
    Coroutine<Void> w(Semaphore s) {
      await(s.acquire());
      print("waiter");
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Semaphore s = new Semaphore(1);
      await(s.acquire());
      Task<Void> t = createTask(w(s));
      await(yieldNow());
      s.release();
      print("locked", s.locked());
      try {
        await(
            timeout(
                ofMillis(20),
                () -> {
                  await(s.acquire());
                  print("barged");
                  return done();
                }));
      } catch (AsyncTimeoutException e) {
        print("queued behind");
      }
      await(t);
      return done();
    }
  }

  static final class SyncLoopBound extends Scenario {
    private final Lock l = new Lock();

    @Async
    Coroutine<Void> use() {
      try (Held held = await(l.hold())) {
        print("held");
      }
      return done();
    }

    @Async
    Coroutine<Void> contend() {
      await(l.acquire());
      Task<Void> t = createTask(l.acquire());
      await(yieldNow());
      l.release();
      try {
        await(t);
      } catch (IllegalStateException e) {
        print("RuntimeError:", PythonText.str(e).contains("different event loop"));
        return done();
      }
      l.release();
      print("contended ok");
      return done();
    }

    @Override
    void module() {
      VirtualTime.run(use());
      VirtualTime.run(use());
      VirtualTime.run(contend());
      VirtualTime.run(use());
      VirtualTime.run(contend());
    }
  }
}
