package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionGroup;
import org.asyncio4j.Task;

/** Tasks that take their first step within {@code createTask}. */
final class EagerScenarios {
  private EagerScenarios() {}

  static final class CreateTaskEagerStart extends MainScenario {
    @Async
    Coroutine<Void> f(int n) {
      print("run", n);
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      createTask(f(1), true);
      print("after 1");
      Task<Void> t = createTask(f(2), false);
      print("after 2");
      await(t);
      getRunningLoop().setTaskFactory(eagerTaskFactory());
      t = createTask(f(3), false);
      print("after 3");
      await(t);
      return done();
    }
  }

  static final class EagerBasic extends MainScenario {
    @Async
    Coroutine<Integer> quick() {
      print("quick");
      return done(1);
    }

    @Async
    Coroutine<Integer> slow() {
      print("slow 1");
      await(yieldNow());
      print("slow 2");
      return done(2);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      getRunningLoop().setTaskFactory(eagerTaskFactory());
      Task<Integer> a = createTask(quick());
      print("a done", a.isDone());
      Task<Integer> b = createTask(slow());
      print("b done", b.isDone());
      print(await(a), await(b));
      return done();
    }
  }

  static final class EagerCancel extends MainScenario {
    @Async
    Coroutine<Void> f() {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        print("finally");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      getRunningLoop().setTaskFactory(eagerTaskFactory());
      Task<Void> t = createTask(f());
      t.cancel();
      try {
        await(t);
      } catch (CancelledError e) {
        print("CancelledError");
      }
      return done();
    }
  }

  static final class EagerTaskgroupError extends MainScenario {
    @Async
    Coroutine<Void> bad() {
      throw new IllegalArgumentException("e");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      getRunningLoop().setTaskFactory(eagerTaskFactory());
      try {
        await(
            taskGroup(
                tg -> {
                  Task<Void> t = tg.createTask(bad());
                  print("created", t.isDone(), Objects.requireNonNull(currentTask()).cancelling());
                  return done();
                }));
      } catch (ExceptionGroup eg) {
        ExceptionGroup rest =
            eg.handle(
                IllegalArgumentException.class, part -> print("group", part.exceptions().size()));
        if (rest != null) {
          throw rest;
        }
      }
      return done();
    }
  }
}
