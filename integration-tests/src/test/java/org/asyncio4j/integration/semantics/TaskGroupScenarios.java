package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionGroup;
import org.asyncio4j.Task;
import org.asyncio4j.TaskGroup;

/** Task groups: failures, cancellations, states. */
final class TaskGroupScenarios {
  private TaskGroupScenarios() {}

  private static Task<?> me() {
    return Objects.requireNonNull(currentTask());
  }

  static final class TgAwaitCancelledChildInBody extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      List<Task<Void>> b = new ArrayList<>();
      try {
        await(
            taskGroup(
                tg -> {
                  Task<Void> a = tg.createTask(sleep(ofSeconds(10)));
                  b.add(tg.createTask(sleep(ofSeconds(10))));
                  await(yieldNow());
                  a.cancel();
                  await(a);
                  return done();
                }));
      } catch (CancelledError e) {
        print("escaped", b.get(0).isCancelled(), me().cancelling());
      }
      return done();
    }
  }

  static final class TgBodyError extends MainScenario {
    @Async
    Coroutine<Void> w() {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("child cancelled");
        throw e;
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(
            taskGroup(
                tg -> {
                  tg.createTask(w());
                  await(yieldNow());
                  throw new ArrayIndexOutOfBoundsException("body");
                }));
      } catch (ExceptionGroup eg) {
        print(eg.exceptions().stream().map(PythonText::repr).map(this::quoted).toList().toString());
      }
      return done();
    }

    /** Python's repr of a string with single quotes in it. */
    private String quoted(String text) {
      return '"' + text + '"';
    }
  }

  static final class TgBodySwallowsCancel extends MainScenario {
    @Async
    Coroutine<Void> bad() {
      throw new IllegalArgumentException();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(
            taskGroup(
                tg -> {
                  tg.createTask(bad());
                  try {
                    await(sleep(ofSeconds(10)));
                  } catch (CancelledError e) {
                    print("swallowed");
                  }
                  await(yieldNow());
                  print("body goes on");
                  return done();
                }));
      } catch (ExceptionGroup eg) {
        print("group", me().cancelling());
      }
      return done();
    }
  }

  static final class TgChildCancelledAlone extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      List<Task<?>> children = new ArrayList<>();
      await(
          taskGroup(
              tg -> {
                Task<Void> a = tg.createTask(sleep(ofSeconds(10)));
                Task<String> b = tg.createTask(sleep(ofMillis(10), "b"));
                children.addAll(List.of(a, b));
                await(yieldNow());
                a.cancel();
                return done();
              }));
      print(children.get(0).isCancelled(), children.get(1).result());
      return done();
    }
  }

  static final class TgChildRaisesCancelled extends MainScenario {
    @Async
    Coroutine<Void> c() {
      throw new CancelledError();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      List<Task<?>> children = new ArrayList<>();
      await(
          taskGroup(
              tg -> {
                children.add(tg.createTask(c()));
                children.add(tg.createTask(sleep(ofMillis(0), "u")));
                return done();
              }));
      print(children.get(0).isCancelled(), children.get(1).result());
      return done();
    }
  }

  static final class TgErrorInterruptsBody extends MainScenario {
    @Async
    Coroutine<Void> bad() {
      throw new IllegalArgumentException("v");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      try {
        await(
            taskGroup(
                tg -> {
                  tg.createTask(bad());
                  try {
                    await(sleep(ofSeconds(10)));
                  } catch (CancelledError e) {
                    print("body cancelled", me().cancelling());
                    throw e;
                  }
                  return done();
                }));
      } catch (ExceptionGroup eg) {
        print(eg.message(), eg.exceptions().size());
      }
      print(me().cancelling());
      await(yieldNow());
      print("usable");
      return done();
    }
  }

  static final class TgParentCancelTwice extends MainScenario {
    @Async
    Coroutine<Void> stubborn() {
      for (int i = 0; i < 2; i++) {
        try {
          await(sleep(ofSeconds(10)));
        } catch (CancelledError e) {
          print("ignored", i);
        }
      }
      await(sleep(ofMillis(10)));
      print("child end");
      return done();
    }

    @Async
    Coroutine<Void> f() {
      await(
          taskGroup(
              tg -> {
                tg.createTask(stubborn());
                return done();
              }));
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(f());
      await(yieldNow());
      await(yieldNow());
      t.cancel();
      await(yieldNow());
      t.cancel();
      await(yieldNow());
      print("parent done?", t.isDone());
      for (Task<?> k : allTasks()) {
        if (k != t && k != currentTask()) {
          k.cancel();
        }
      }
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled(), t.cancelling());
      return done();
    }
  }

  static final class TgSpawnFromChild extends MainScenario {
    @Async
    Coroutine<Void> leaf() {
      await(sleep(ofMillis(10)));
      print("leaf");
      return done();
    }

    @Async
    Coroutine<Void> kid(TaskGroup tg) {
      await(yieldNow());
      tg.createTask(leaf());
      print("kid");
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      await(
          taskGroup(
              tg -> {
                tg.createTask(kid(tg));
                return done();
              }));
      print("closed");
      return done();
    }
  }

  static final class TgStateErrors extends MainScenario {
    @Async
    Coroutine<Void> f() {
      return done();
    }

    void attempt(TaskGroup tg) {
      Coroutine<Void> c = f();
      try {
        tg.createTask(c);
      } catch (IllegalStateException e) {
        print("RuntimeError:", reason(e));
      }
      c.close();
    }

    private String reason(IllegalStateException e) {
      String text = PythonText.str(e);
      return text.substring(text.lastIndexOf("> ") + 2);
    }

    @Async
    Coroutine<Void> late(TaskGroup tg) {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        attempt(tg);
      }
      return done();
    }

    @Async
    Coroutine<Void> bad() {
      throw new IllegalArgumentException();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      TaskGroup tg = new TaskGroup();
      attempt(tg);
      await(asyncWith(tg, group -> done()));
      attempt(tg);
      try {
        await(asyncWith(tg, group -> done()));
      } catch (IllegalStateException e) {
        print("RuntimeError:", reason(e));
      }
      try {
        await(
            taskGroup(
                tg2 -> {
                  tg2.createTask(late(tg2));
                  tg2.createTask(bad());
                  return done();
                }));
      } catch (ExceptionGroup eg) {
        ExceptionGroup rest = eg.handle(IllegalArgumentException.class, part -> print("group"));
        if (rest != null) {
          throw rest;
        }
      }
      return done();
    }
  }
}
