package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.ContextVar;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.KeyboardInterrupt;
import org.asyncio4j.Runner;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Interrupts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.integration.support.VirtualTime;

/** {@code run} and {@code Runner}: what is left when the main coroutine is over. */
final class RunnerScenarios {
  private RunnerScenarios() {}

  static final class RunLeftoverError extends Scenario {
    final List<Task<Void>> keep = new ArrayList<>();

    @Async
    @SuppressWarnings("finally")
    Coroutine<Void> bg() {
      try {
        await(sleep(ofSeconds(10)));
      } finally {
        throw new IllegalArgumentException("cleanup");
      }
    }

    @Async
    Coroutine<Integer> main() {
      getRunningLoop()
          .setExceptionHandler(
              (loop, context) -> print(context.message(), PythonText.repr(context.exception())));
      keep.add(createTask(bg()));
      await(yieldNow());
      return done(1);
    }

    @Override
    void module() {
      print(VirtualTime.<Integer>run(main()));
    }
  }

  /** A process of its own, which the signal is sent to. */
  static final class RunSigint extends Scenario {
    static void print(String line) {
      System.out.println(line);
    }

    static void kill() {
      try {
        new ProcessBuilder("sh", "-c", "kill -INT " + ProcessHandle.current().pid()).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Async
    static Coroutine<Void> asyncMain() {
      getRunningLoop().callLater(ofMillis(10), RunSigint::kill);
      try {
        await(sleep(ofDays(1)));
      } catch (CancelledError e) {
        print("main cancelled");
        throw e;
      } finally {
        await(yieldNow());
        print("cleanup");
      }
      return done();
    }

    public static void main(String[] args) {
      try {
        run(asyncMain());
      } catch (KeyboardInterrupt e) {
        print("KeyboardInterrupt");
      }
    }

    @Override
    void module() {
      Interrupts.assumeNotIgnored();
      ProcessRunner.Result result =
          new JavaCommand()
              .agent()
              .classPath(Artefacts.runtimeJar(), Artefacts.testClasses())
              .run(RunSigint.class.getName());
      result.outputLines().forEach(line -> print((Object) line));
    }
  }

  static final class RunnerReuse extends Scenario {
    record Seen(int value, EventLoop loop) {}

    final ContextVar<Integer> v = new ContextVar<>("v", 0);

    @Async
    Coroutine<Seen> f() {
      v.set(v.get() + 1);
      return done(new Seen(v.get(), getRunningLoop()));
    }

    @Override
    void module() {
      Runner r = VirtualTime.runner();
      try (r) {
        Seen a = r.run(f());
        Seen b = r.run(f());
        print(a.value(), b.value(), a.loop() == b.loop());
      }
      print(v.get());
      Coroutine<Seen> c = f();
      try {
        r.run(c);
      } catch (IllegalStateException e) {
        print(e);
      }
      c.close();
    }
  }

  static final class RunnerTasksSurviveBetweenRuns extends Scenario {
    final List<Task<Void>> keep = new ArrayList<>();

    @Async
    Coroutine<Void> bg() {
      try {
        for (int i = 0; i < 9; i++) {
          print("bg", i);
          await(yieldNow());
        }
      } catch (CancelledError e) {
        print("bg cancelled");
      }
      return done();
    }

    @Async
    Coroutine<Void> one() {
      keep.add(createTask(bg()));
      await(yieldNow());
      return done();
    }

    @Async
    Coroutine<Void> two() {
      await(yieldNow());
      return done();
    }

    @Override
    void module() {
      try (Runner r = VirtualTime.runner()) {
        r.run(one());
        print("--");
        r.run(two());
        print("--");
      }
    }
  }
}
