package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCallable;
import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.AsyncExitStack;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code contextlib.AsyncExitStack}; the traces are Python's. */
class ExitStackNeighboursTest extends Neighbours {
  /** Prints what happens to it. */
  private final class M implements AsyncContextManager<String> {
    private final String name;
    private boolean handles;
    private @Nullable RuntimeException failure;
    private @Nullable RuntimeException enterFailure;

    M(String name) {
      this.name = name;
    }

    M handling() {
      handles = true;
      return this;
    }

    M failing(RuntimeException exitFailure) {
      failure = exitFailure;
      return this;
    }

    M failingToEnter(RuntimeException enterFailure) {
      this.enterFailure = enterFailure;
      return this;
    }

    @Override
    @Async
    public Coroutine<String> enter() {
      await(yieldNow());
      print("enter", name);
      if (enterFailure != null) {
        throw enterFailure;
      }
      return done(name);
    }

    @Override
    @Async
    public Coroutine<Boolean> exit(@Nullable Throwable e) {
      print("exit", name, PythonText.repr(e));
      await(yieldNow());
      if (failure != null) {
        throw failure;
      }
      return done(handles);
    }
  }

  private static RuntimeException valueError() {
    return new IllegalArgumentException("v");
  }

  /** What a program comes to, with Python's contexts. */
  @Async
  private <T> Coroutine<Void> outcome(AsyncCallable<T, Exception> program) throws Exception {
    try {
      T result = await(program.call());
      print("returned", result);
    } catch (Throwable e) {
      StringBuilder chain = new StringBuilder(PythonText.repr(e));
      for (Throwable t = e; t.getSuppressed().length > 0; ) {
        t = t.getSuppressed()[0];
        chain.append(" < ").append(PythonText.repr(t));
      }
      print("raised", chain.toString());
    }
    return done();
  }

  private Coroutine<Void> entering(RuntimeException failure, M... managers) throws Exception {
    return outcome(
        () ->
            asyncWith(
                new AsyncExitStack(),
                st -> {
                  for (M m : managers) {
                    await(st.enterAsyncContext(m));
                  }
                  if (failure != null) {
                    throw failure;
                  }
                  return done("result");
                }));
  }

  @Test
  void lastInFirstOut() throws Exception {
    assertTrace(
        outcome(
            () ->
                asyncWith(
                    new AsyncExitStack(),
                    st -> {
                      String a = await(st.enterAsyncContext(new M("a")));
                      print(a, await(st.enterAsyncContext(new M("b"))));
                      st.callback(() -> print("callback"));
                      st.pushAsyncCallback(
                          () -> {
                            await(yieldNow());
                            print("async callback");
                            return done(true);
                          });
                      return done("result");
                    })),
        "enter a",
        "enter b",
        "a b",
        "async callback",
        "callback",
        "exit b None",
        "exit a None",
        "returned result");
  }

  @Test
  void handledInTheMiddle() throws Exception {
    assertTrace(
        entering(valueError(), new M("a"), new M("b").handling(), new M("c")),
        "enter a",
        "enter b",
        "enter c",
        "exit c ValueError('v')",
        "exit b ValueError('v')",
        "exit a None",
        "returned None");
  }

  @Test
  void replacedAndSeenByTheNext() throws Exception {
    assertTrace(
        entering(
            valueError(),
            new M("a"),
            new M("b").failing(new ArrayIndexOutOfBoundsException("k")),
            new M("c").failing(new StringIndexOutOfBoundsException("i"))),
        "enter a",
        "enter b",
        "enter c",
        "exit c ValueError('v')",
        "exit b IndexError('i')",
        "exit a KeyError('k')",
        "raised KeyError('k') < IndexError('i') < ValueError('v')");
  }

  @Test
  void handledAndThenFailingAgain() throws Exception {
    assertTrace(
        entering(
            valueError(),
            new M("a"),
            new M("b").failing(new ArrayIndexOutOfBoundsException("k")),
            new M("c").handling()),
        "enter a",
        "enter b",
        "enter c",
        "exit c ValueError('v')",
        "exit b None",
        "exit a KeyError('k')",
        "raised KeyError('k')");
  }

  @Test
  void failingAndThenHandled() throws Exception {
    assertTrace(
        entering(
            null,
            new M("a").handling(),
            new M("b").failing(new ArrayIndexOutOfBoundsException("k"))),
        "enter a",
        "enter b",
        "exit b None",
        "exit a KeyError('k')",
        "returned result");
  }

  @Test
  void enterFails() throws Exception {
    assertTrace(
        entering(null, new M("a"), new M("b").failingToEnter(new IllegalArgumentException("e"))),
        "enter a",
        "enter b",
        "exit a ValueError('e')",
        "raised ValueError('e')");
  }

  @Test
  void closedByHandAndMovedToAnother() throws Exception {
    assertTrace(moved(), "enter a", "enter b", "exit b None", "left", "exit a None");
  }

  @Async
  private Coroutine<Void> moved() {
    AsyncExitStack other;
    try (AsyncExitStack st = new AsyncExitStack()) {
      await(st.enterAsyncContext(new M("a")));
      other = st.popAll();
      await(st.enterAsyncContext(new M("b")));
    }
    print("left");
    await(other.aclose());
    Void nothing = await(other.aclose());
    return done(nothing);
  }

  @Test
  void callbacksHandleNothing() throws Exception {
    assertTrace(
        outcome(
            () ->
                asyncWith(
                    new AsyncExitStack(),
                    st -> {
                      st.pushAsyncCallback(() -> done(true));
                      st.callback(() -> {});
                      throw valueError();
                    })),
        "raised ValueError('v')");
  }

  @Test
  void exitsThatWereNotEntered() throws Exception {
    assertTrace(
        outcome(
            () ->
                asyncWith(
                    new AsyncExitStack(),
                    st -> {
                      st.pushAsyncExit(
                          e -> {
                            await(yieldNow());
                            print("ex", PythonText.repr(e));
                            return done(e instanceof IllegalArgumentException);
                          });
                      st.pushAsyncExit(new M("m"));
                      throw valueError();
                    })),
        "exit m ValueError('v')",
        "ex ValueError('v')",
        "returned None");
  }

  @Test
  void pushedWhileUnwinding() throws Exception {
    assertTrace(
        outcome(
            () ->
                asyncWith(
                    new AsyncExitStack(),
                    st -> {
                      st.callback(() -> print("first"));
                      st.callback(() -> st.callback(() -> print("late")));
                      return done();
                    })),
        "late",
        "first",
        "returned None");
  }

  @Test
  void cancelled() throws Exception {
    assertTrace(cancels(), "enter a", "exit a CancelledError()", "True");
  }

  @Async
  private Coroutine<Void> cancels() {
    Task<Void> t =
        createTask(
            asyncWith(
                new AsyncExitStack(),
                st -> {
                  await(st.enterAsyncContext(new M("a")));
                  await(sleep(ofSeconds(10)));
                  return done();
                }));
    await(sleep(ofSeconds(1)));
    t.cancel();
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled());
    return done();
  }

  @Test
  void resourcesOfJava() throws Exception {
    AutoCloseable plain = () -> print("plain closed");
    AutoCloseable broken =
        () -> {
          throw new IllegalStateException("close");
        };
    org.asyncio4j.AsyncCloseable suspending =
        () ->
            async(
                () -> {
                  await(yieldNow());
                  print("suspending closed");
                  return done();
                });
    assertTrace(
        outcome(
            () ->
                asyncWith(
                    new AsyncExitStack(),
                    st -> {
                      print(st.enterContext(plain) == plain);
                      st.enterContext(suspending);
                      st.enterContext(broken);
                      return done("result");
                    })),
        "True",
        "suspending closed",
        "plain closed",
        "raised RuntimeError('close')");
  }
}
