package org.asyncio4j.integration.semantics;

import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.TaskOptions;
import org.jspecify.annotations.Nullable;

/** Tasks: their turns, their callbacks, their names. */
final class TaskScenarios {
  private TaskScenarios() {}

  static final class TaskAllTasksCurrent extends MainScenario {
    @Async
    Coroutine<Void> f() {
      print(Objects.requireNonNull(currentTask()).getName());
      return done();
    }

    List<String> names() {
      return allTasks().stream().map(Task::getName).sorted().toList();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Objects.requireNonNull(currentTask()).setName("main");
      Task<Void> t = createTask(f(), "kid");
      print(names());
      getRunningLoop().callSoon(() -> print("in callback", currentTask()));
      await(t);
      print(names());
      return done();
    }
  }

  static final class TaskAwaitSelf extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(Objects.requireNonNull(currentTask()));
      } catch (IllegalStateException e) {
        print("RuntimeError:", PythonText.str(e).split(":")[0]);
      }
      return done();
    }
  }

  static final class TaskBadYield extends MainScenario {
    /** By hand: the compiler refuses an {@code emit} in what is no generator. */
    static final class Bad extends Coroutine<Void> {
      @Override
      protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
          throws Throwable {
        if (failure != null) {
          throw failure;
        }
        return emit("junk");
      }
    }

    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(new Bad());
      } catch (IllegalStateException e) {
        print("RuntimeError:", e);
      }
      return done();
    }
  }

  static final class TaskCustomFactory extends MainScenario {
    @Async
    Coroutine<Integer> f(int n) {
      return done(n);
    }

    Task<?> factory(EventLoop loop, Coroutine<?> coro, TaskOptions options) {
      print("factory", PythonText.name(coro));
      return new Task<>(coro, loop, options);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = getRunningLoop();
      loop.setTaskFactory(this::factory);
      print(await(createTask(f(1))));
      print(await(gather(f(2), f(3))));
      await(f(4));
      loop.setTaskFactory(null);
      return done();
    }
  }

  /**
   * A loop holds its tasks, so that the report comes as it closes, which takes the place of the
   * original's garbage collection. {@code run} would cancel the task first.
   */
  static final class TaskDestroyedPending extends Scenario {
    @Async
    Coroutine<Void> waitForever() {
      await(getRunningLoop().createFuture());
      return done();
    }

    @Async
    Coroutine<Void> main() {
      getRunningLoop().setExceptionHandler((loop, context) -> print(context.message()));
      createTask(waitForever());
      await(yieldNow());
      return done();
    }

    @Override
    void module() {
      EventLoop loop = newEventLoop();
      loop.runUntilComplete(main());
      loop.close();
      print("end");
    }
  }

  static final class TaskDoneCallbacks extends MainScenario {
    @Async
    Coroutine<Void> f() {
      print("body");
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      for (int i = 0; i < 3; i++) {
        int n = i;
        t.addDoneCallback(ignored -> print("cb", n));
      }
      await(yieldNow());
      print("done?", t.isDone());
      t.addDoneCallback(ignored -> print("late"));
      print("added late");
      await(yieldNow());
      await(yieldNow());
      return done();
    }
  }

  /**
   * The event of the Python original is a future here: both wake their one waiter in the next turn.
   */
  static final class TaskExceptionThenCancelAwaiter extends MainScenario {
    @Async
    Coroutine<Void> bad(Future<Void> ev) {
      await(ev);
      throw new IllegalArgumentException("inner");
    }

    @Async
    Coroutine<Void> w(Task<Void> t) {
      try {
        await(t);
      } catch (Throwable e) {
        print(PythonText.typeName(e.getClass()));
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Future<Void> ev = getRunningLoop().createFuture();
      Task<Void> t = createTask(bad(ev));
      Task<?>[] o = new Task<?>[1];
      t.addDoneCallback(ignored -> print("cancel", o[0].cancel()));
      o[0] = createTask(w(t));
      await(yieldNow());
      ev.setResult(null);
      await(Asyncio.wait(List.of(o[0])));
      print(PythonText.repr(t.exception()));
      return done();
    }
  }

  static final class TaskForeignLoopFuture extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop other = newEventLoop();
      Future<Void> fut = other.createFuture();
      try {
        await(fut);
      } catch (IllegalStateException e) {
        print("RuntimeError:", PythonText.str(e).contains("attached to a different loop"));
      }
      other.close();
      return done();
    }
  }

  static final class TaskGetStack extends MainScenario {
    @Async
    Coroutine<Void> inner() {
      await(yieldNow());
      return done();
    }

    @Async
    Coroutine<Void> outer() {
      await(inner());
      return done();
    }

    @Async
    Coroutine<Void> bad() {
      throw new IllegalArgumentException();
    }

    List<String> names(Task<?> task) {
      return task.getStack().stream().map(StackTraceElement::getMethodName).toList();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(outer());
      Task<Void> b = createTask(bad());
      await(yieldNow());
      print(names(t));
      print(names(b).subList(Math.max(0, names(b).size() - 1), names(b).size()));
      await(t);
      print(names(t));
      b.exception();
      return done();
    }
  }

  static final class TaskRaisesCancellederror extends MainScenario {
    @Async
    Coroutine<Void> f() {
      throw new CancelledError("self made");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled(), t.cancelling());
      try {
        await(t);
      } catch (CancelledError e) {
        print("CancelledError", PythonText.args(e));
      }
      return done();
    }
  }

  static final class TaskSleep0Once extends MainScenario {
    @Async
    Coroutine<Void> w(String n) {
      for (int i = 0; i < 3; i++) {
        print(n, i);
        await(yieldNow());
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      await(gather(w("a"), w("b"), w("c")));
      return done();
    }
  }
}
