package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.sync.LifoQueue;
import org.asyncio4j.sync.PriorityQueue;
import org.asyncio4j.sync.Queue;
import org.asyncio4j.sync.QueueEmptyException;
import org.asyncio4j.sync.QueueFullException;
import org.asyncio4j.sync.QueueShutDownException;

/** Queues. */
final class QueueScenarios {
  private QueueScenarios() {}

  static final class QueueBounded extends MainScenario {
    @Async
    Coroutine<Void> p(Queue<Integer> q) {
      for (int i = 0; i < 3; i++) {
        await(q.put(i));
        print("put", i);
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Integer> q = new Queue<>(1);
      Task<Void> t = createTask(p(q));
      await(yieldNow());
      await(yieldNow());
      print(q.full(), q.qsize());
      try {
        q.putNowait(9);
      } catch (QueueFullException e) {
        print("QueueFull");
      }
      for (int i = 0; i < 3; i++) {
        print("got", await(q.get()));
      }
      try {
        q.getNowait();
      } catch (QueueEmptyException e) {
        print("QueueEmpty");
      }
      await(t);
      return done();
    }
  }

  static final class QueueCancelPutter extends MainScenario {
    @Async
    Coroutine<Void> p(String n, Queue<Object> q) {
      try {
        await(q.put(n));
        print("put", n);
      } catch (CancelledError e) {
        print(n, "cancelled");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Object> q = new Queue<>(1);
      q.putNowait(0);
      Task<Void> a = createTask(p("a", q));
      Task<Void> b = createTask(p("b", q));
      await(yieldNow());
      q.getNowait();
      a.cancel();
      await(gather(a, b));
      print(q.getNowait());
      return done();
    }
  }

  /** Gets one item and says so. */
  abstract static class GetterScenario extends MainScenario {
    @Async
    Coroutine<Void> g(Object n, Queue<?> q) {
      print(n, await(q.get()));
      return done();
    }
  }

  static final class QueueGettersFifo extends GetterScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Queue<String> q = new Queue<>();
      List<Task<Void>> ts = List.of(createTask(g(0, q)), createTask(g(1, q)), createTask(g(2, q)));
      await(yieldNow());
      for (String x : List.of("a", "b", "c")) {
        q.putNowait(x);
      }
      await(gather(ts));
      return done();
    }
  }

  static final class QueueJoin extends MainScenario {
    @Async
    Coroutine<Void> w(Queue<Integer> q) {
      while (true) {
        int i = await(q.get());
        await(sleep(ofMillis(10)));
        print("done", i, q.qsize());
        q.taskDone();
      }
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Integer> q = new Queue<>();
      for (int i = 0; i < 2; i++) {
        q.putNowait(i);
      }
      Task<Void> t = createTask(w(q));
      await(q.join());
      print("joined");
      t.cancel();
      try {
        q.taskDone();
      } catch (IllegalArgumentException e) {
        print(e);
      }
      await(q.join());
      print("join on idle returns");
      return done();
    }
  }

  static final class QueuePriorityLifo extends MainScenario {
    @Async
    Coroutine<List<Integer>> drain(Queue<Integer> q) {
      List<Integer> items = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        items.add(await(q.get()));
      }
      return done(items);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Integer> p = new PriorityQueue<>();
      Queue<Integer> l = new LifoQueue<>();
      for (int x : new int[] {3, 1, 2}) {
        p.putNowait(x);
        l.putNowait(x);
      }
      print(await(drain(p)), await(drain(l)));
      return done();
    }
  }

  static final class QueueShutdown extends MainScenario {
    @Async
    Coroutine<Void> p(Queue<Integer> q) {
      try {
        await(q.put(2));
      } catch (QueueShutDownException e) {
        print("putter shut down");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Integer> q = new Queue<>(1);
      q.putNowait(1);
      Task<Void> t = createTask(p(q));
      await(yieldNow());
      q.shutdown();
      await(t);
      try {
        q.putNowait(3);
      } catch (QueueShutDownException e) {
        print("put refused");
      }
      print(await(q.get()));
      q.taskDone();
      await(q.join());
      try {
        await(q.get());
      } catch (QueueShutDownException e) {
        print("get refused");
      }
      return done();
    }
  }

  static final class QueueShutdownImmediate extends MainScenario {
    @Async
    Coroutine<Void> g(Queue<Integer> e) {
      try {
        await(e.get());
      } catch (QueueShutDownException x) {
        print("getter shut down");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Integer> q = new Queue<>();
      q.putNowait(1);
      q.putNowait(2);
      Task<Void> j = createTask(q.join());
      await(yieldNow());
      q.shutdown(true);
      await(j);
      print("joined", q.qsize());
      Queue<Integer> e = new Queue<>();
      Task<Void> t = createTask(g(e));
      await(yieldNow());
      e.shutdown();
      await(t);
      return done();
    }
  }

  static final class QueueSteal extends GetterScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      Queue<Integer> q = new Queue<>();
      Task<Void> a = createTask(g("a", q));
      Task<Void> b = createTask(g("b", q));
      await(yieldNow());
      q.putNowait(1);
      print("stolen", q.getNowait());
      await(yieldNow());
      q.putNowait(2);
      q.putNowait(3);
      await(gather(a, b));
      return done();
    }
  }
}
