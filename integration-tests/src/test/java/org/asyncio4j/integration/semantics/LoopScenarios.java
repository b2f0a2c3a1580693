package org.asyncio4j.integration.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Handle;
import org.asyncio4j.TimerHandle;

/** The event loop by itself: callbacks, timers, its end. */
final class LoopScenarios {
  private LoopScenarios() {}

  static final class LoopCallLaterZero extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = getRunningLoop();
      loop.callLater(ZERO, () -> print("later0"));
      loop.callAt(loop.time().minus(ofSeconds(1)), () -> print("past"));
      loop.callSoon(() -> print("soon"));
      await(yieldNow());
      print("main");
      await(yieldNow());
      return done();
    }
  }

  static final class LoopCallbackException extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = getRunningLoop();
      loop.setExceptionHandler(
          (ignored, context) ->
              print(
                  context.message().startsWith("Exception in callback"),
                  PythonText.typeName(Objects.requireNonNull(context.exception()).getClass()),
                  context.handle() != null));
      loop.callSoon(
          () -> {
            throw new IllegalArgumentException();
          });
      loop.callSoon(() -> print("next"));
      await(yieldNow());
      return done();
    }
  }

  static final class LoopClosed extends Scenario {
    final EventLoop loop = newEventLoop();

    @Async
    Coroutine<Void> f() {
      try {
        loop.close();
      } catch (IllegalStateException e) {
        print(e);
      }
      return done();
    }

    @Override
    void module() {
      loop.runUntilComplete(f());
      loop.close();
      loop.close();
      try {
        loop.callSoon(() -> print("never"));
      } catch (IllegalStateException e) {
        print(e);
      }
      try {
        getRunningLoop();
      } catch (IllegalStateException e) {
        print(e);
      }
    }
  }

  static final class LoopHandleCancel extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = getRunningLoop();
      Handle[] x = new Handle[1];
      loop.callSoon(
          () -> {
            print("first");
            x[0].cancel();
          });
      x[0] = loop.callSoon(() -> print("never"));
      TimerHandle t = loop.callLater(ofMillis(10), () -> print("never2"));
      t.cancel();
      print(t.cancelled(), x[0].cancelled());
      await(sleep(ofMillis(20)));
      print(x[0].cancelled());
      return done();
    }
  }

  /**
   * Python logs what nobody handles; here it goes to standard error: the message, then the
   * exception.
   */
  static final class LoopHandlerRaises extends MainScenario {
    void h(EventLoop loop, ExceptionContext context) {
      throw new ArrayIndexOutOfBoundsException("in handler");
    }

    @Override
    @Async
    Coroutine<Void> main() throws ClassNotFoundException {
      EventLoop loop = getRunningLoop();
      loop.setExceptionHandler(this::h);
      PrintStream err = System.err;
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      System.setErr(new PrintStream(log, true, UTF_8));
      try {
        loop.callExceptionHandler(new ExceptionContext("m", null));
      } finally {
        System.setErr(err);
      }
      String[] lines = log.toString(UTF_8).split("\\R");
      String exceptionClass = lines[1].substring(0, lines[1].indexOf(':'));
      print("log", lines[0], PythonText.typeName(Class.forName(exceptionClass)));
      await(yieldNow());
      print("alive");
      return done();
    }
  }

  static final class LoopNestedRun extends MainScenario {
    @Async
    Coroutine<Void> f() {
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Coroutine<Void> c = f();
      try {
        run(c);
      } catch (IllegalStateException e) {
        print(e);
      }
      c.close();
      EventLoop loop = newEventLoop();
      c = f();
      try {
        loop.runUntilComplete(c);
      } catch (IllegalStateException e) {
        print(e);
      }
      c.close();
      loop.close();
      return done();
    }
  }
}
