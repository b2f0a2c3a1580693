package org.asyncio4j.integration.semantics;

import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.integration.semantics.PythonText.Tuple;
import org.jspecify.annotations.Nullable;

/** Coroutines as a language feature: what a body does around its awaits. */
final class CoroutineScenarios {
  private CoroutineScenarios() {}

  static final class CoroAwaitNoYield extends MainScenario {
    @Async
    Coroutine<Integer> inner() {
      return done(7);
    }

    @Async
    Coroutine<Void> other() {
      print("other ran");
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(other());
      for (int i = 0; i < 3; i++) {
        print(await(inner()));
      }
      print("before await other");
      await(t);
      return done();
    }
  }

  static final class CoroAwaitTwice extends MainScenario {
    @Async
    Coroutine<Integer> f() {
      return done(1);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Coroutine<Integer> c = f();
      print(await(c));
      try {
        await(c);
      } catch (IllegalStateException e) {
        print("RuntimeError:", e);
      }
      return done();
    }
  }

  /** Python's {@code __await__} is here the {@code resume} of a coroutine written by hand. */
  static final class CoroCustomAwaitable extends MainScenario {
    final class A extends Coroutine<Integer> {
      private final Future<Integer> fut;
      private boolean begun;

      A(Future<Integer> fut) {
        this.fut = fut;
      }

      @Override
      protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
          throws Throwable {
        if (failure != null) {
          throw failure;
        }
        Object r = value;
        if (!begun) {
          begun = true;
          print("start");
          r = await(fut);
          if (r == SUSPENDED) {
            return SUSPENDED;
          }
        }
        print("got", r);
        return (Integer) r * 2;
      }
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Future<Integer> fut = getRunningLoop().createFuture();
      getRunningLoop().callSoon(() -> fut.setResult(21));
      print(await(new A(fut)));
      return done();
    }
  }

  /**
   * Python's {@code or}, {@code and} and conditional give a number's truth: here it is compared
   * with zero.
   */
  static final class CoroEvalOrder extends MainScenario {
    @Async
    Coroutine<Integer> v(int x) {
      print("eval", x);
      await(yieldNow());
      return done(x);
    }

    void show(Object... a) {
      print("call", Tuple.of(a));
    }

    @Override
    @Async
    Coroutine<Void> main() {
      show(await(v(1)), 2, await(v(3)));
      print(await(v(10)) - await(v(4)) * await(v(2)));
      print(List.of(await(v(5)), await(v(6))));
      int or = await(v(0));
      print(or != 0 ? or : await(v(8)) != 0 ? await(v(9)) : 0);
      print(await(v(0)) != 0 ? await(v(1)) : await(v(2)));
      return done();
    }
  }

  static final class CoroExceptRethrow extends MainScenario {
    @Async
    Coroutine<Void> f(boolean fail) {
      try {
        try {
          await(yieldNow());
          if (fail) {
            throw new IllegalArgumentException("orig");
          }
        } catch (IllegalArgumentException e) {
          await(yieldNow());
          print("handling");
          throw e;
        }
        await(yieldNow());
        print("else");
      } finally {
        await(yieldNow());
        print("finally");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      await(f(false));
      try {
        await(f(true));
      } catch (IllegalArgumentException e) {
        print(e);
      }
      return done();
    }
  }

  static final class CoroExceptionAfterAwaitTypes extends MainScenario {
    @Async
    Coroutine<Void> boom(RuntimeException e) {
      await(yieldNow());
      throw e;
    }

    @Async
    Coroutine<@Nullable String> f(RuntimeException e) {
      try {
        await(boom(e));
      } catch (ArrayIndexOutOfBoundsException key) {
        return done("key");
      } catch (IndexOutOfBoundsException lookup) {
        return done("lookup");
      }
      return done(null);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      print(await(f(new ArrayIndexOutOfBoundsException())));
      print(await(f(new StringIndexOutOfBoundsException())));
      try {
        await(f(new ClassCastException("t")));
      } catch (ClassCastException e) {
        print("TypeError", e);
      }
      return done();
    }
  }

  static final class CoroIgnoredGeneratorExit extends MainScenario {
    @Async
    Coroutine<Void> f(Future<Void> fut) {
      try {
        await(fut);
      } finally {
        print("finally");
        await(yieldNow());
        print("unreached");
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Coroutine<Void> c = f(getRunningLoop().createFuture());
      c.send(null);
      try {
        c.close();
      } catch (IllegalStateException e) {
        print("RuntimeError:", e);
      }
      return done();
    }
  }

  /**
   * Python binds a captured variable late; Java captures values, so the late binding is an array's
   * element.
   */
  static final class CoroLocalsSurvive extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() {
      int a = 1;
      double b = 2.5;
      boolean c = true;
      String s = "s";
      List<IntSupplier> fs = new ArrayList<>();
      int[] last = new int[1];
      for (int i = 0; i < 3; i++) {
        last[0] = i;
        await(yieldNow());
        a += i;
        b *= 2;
        c = !c;
        s += i;
        fs.add(() -> last[0]);
      }
      print(a, b, c, s, fs.stream().map(IntSupplier::getAsInt).toList());
      return done();
    }
  }

  static final class CoroReturnInFinallyPath extends MainScenario {
    @Async
    Coroutine<Integer> f() {
      int x = 1;
      try {
        return done(x);
      } finally {
        x = 2;
        await(yieldNow());
        print("finally", x);
      }
    }

    @Override
    @Async
    Coroutine<Void> main() {
      print(await(f()));
      return done();
    }
  }

  /** The wrong argument, which Python finds when it binds, is here one that unboxing refuses. */
  static final class CoroSyncRaiseVsTask extends MainScenario {
    @Async
    Coroutine<Void> f(int x) {
      throw new IllegalArgumentException("body");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Object wrong = "no number";
      try {
        f((Integer) wrong);
      } catch (ClassCastException e) {
        print(PythonText.typeName(e.getClass()), "at call");
      }
      Coroutine<Void> c = f(1);
      print("created");
      try {
        await(c);
      } catch (IllegalArgumentException e) {
        print(e);
      }
      return done();
    }
  }

  /** Python's {@code else} of a loop is what follows it unless it was left by {@code break}. */
  static final class CoroWhileElseNested extends MainScenario {
    @Async
    Coroutine<Integer> t(int x) {
      await(yieldNow());
      return done(x);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      int n = 0;
      while (await(t(n)) < 3) {
        int m = 0;
        while (true) {
          if (await(t(m)) >= 2) {
            break;
          }
          m++;
        }
        print(n, m);
        n++;
      }
      print("else", n);
      return done();
    }
  }
}
