package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** {@code finally} and try-with-resources on every way out. */
@SuppressWarnings("try") // resources that are only there to be closed
class FinallyShapesTest extends ShapesTest {
  /** Says when it is closed; closing fails if asked to. */
  private record Resource(StringBuilder log, String name, @Nullable RuntimeException failure)
      implements AutoCloseable {
    Resource(StringBuilder log, String name) {
      this(log, name, null);
    }

    @Override
    public void close() {
      log.append("close ").append(name).append(", ");
      if (failure != null) {
        throw failure;
      }
    }
  }

  @Yields("body finally after")
  @Async
  static Coroutine<String> normalWay(Source s) {
    String out = "";
    try {
      out += await(s.of("body"));
    } finally {
      out += await(s.of(" finally"));
    }
    return done(out + " after");
  }

  @Yields("1 finally 2")
  @Async
  static Coroutine<String> returnedValueIsEvaluatedBeforeFinally(Source s) {
    StringBuilder log = new StringBuilder();
    int value = await(returnsThroughFinally(s, log));
    return done(value + log.toString());
  }

  @Async
  private static Coroutine<Integer> returnsThroughFinally(Source s, StringBuilder log) {
    int x = 1;
    try {
      return done(await(s.of(x)));
    } finally {
      x = 2;
      await(s.of(0));
      log.append(" finally ").append(x);
    }
  }

  @Yields("throws IllegalStateException: finally ran, body")
  @Async
  static Coroutine<Void> exceptionalWay(Source s) {
    String[] log = {""};
    try {
      await(failsThroughFinally(s, log));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(log[0] + e.getMessage());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> failsThroughFinally(Source s, String[] log) {
    try {
      await(s.failing(new IllegalStateException("body")));
    } finally {
      log[0] += await(s.of("finally ran, "));
    }
    return done();
  }

  @Yields("throws IllegalArgumentException: from finally")
  @Async
  static Coroutine<Void> exceptionInFinallyReplacesTheFirst(Source s) {
    try {
      await(s.failing(new IllegalStateException("from body")));
    } finally {
      await(s.failing(new IllegalArgumentException("from finally")));
    }
    return done();
  }

  @Yields("finally wins")
  @Async
  @SuppressWarnings("finally")
  static Coroutine<String> returnInFinallySwallows(Source s) {
    try {
      await(s.failing(new IllegalStateException("swallowed")));
      return done("body");
    } finally {
      return done(await(s.of("finally wins")));
    }
  }

  @Yields("0 finally;1 finally;2 finally;broke at 2")
  @Async
  static Coroutine<String> breakOutOfTry(Source s) {
    String out = "";
    int i = 0;
    for (; ; i++) {
      try {
        out += await(s.of(i));
        if (i == 2) {
          break;
        }
      } finally {
        out += await(s.of(" finally;"));
      }
    }
    return done(out + "broke at " + i);
  }

  @Yields("f0 f1 tail1 f2 ")
  @Async
  static Coroutine<String> continueOutOfTryToAnOuterLoop(Source s) {
    String out = "";
    outer:
    for (int i = 0; i < 3; i++) {
      while (true) {
        try {
          if (await(s.of(i)) % 2 == 0) {
            continue outer;
          }
          break;
        } finally {
          out += await(s.of("f" + i + " "));
        }
      }
      out += await(s.of("tail" + i + " "));
    }
    return done(out);
  }

  @Yields("returned 3 after f0f1f2f3")
  @Async
  static Coroutine<String> returnFromALoopInTryFinally(Source s) {
    StringBuilder log = new StringBuilder();
    int found = await(finds(s, log));
    return done("returned " + found + " after " + log);
  }

  @Async
  private static Coroutine<Integer> finds(Source s, StringBuilder log) {
    for (int i = 0; i < 10; i++) {
      try {
        if (await(s.of(i)) == 3) {
          return done(i);
        }
      } finally {
        log.append(await(s.of("f"))).append(i);
      }
    }
    return done(-1);
  }

  @Yields("catch inner-finally outer-finally end")
  @Async
  static Coroutine<String> nestedWithCatch(Source s) {
    StringBuilder out = new StringBuilder();
    try {
      try {
        await(s.failing(new IllegalStateException()));
      } catch (IllegalStateException e) {
        out.append(await(s.of("catch ")));
      } finally {
        out.append(await(s.of("inner-finally ")));
      }
    } finally {
      out.append(await(s.of("outer-finally ")));
    }
    return done(out + "end");
  }

  @Yields("try in finally: caught late, end")
  @Async
  static Coroutine<String> tryCatchInsideFinally(Source s) {
    String out = "";
    try {
      out += await(s.of("try"));
    } finally {
      try {
        await(s.failing(new IllegalStateException("late")));
      } catch (IllegalStateException e) {
        out += " in finally: caught " + await(s.of(e.getMessage()));
      }
    }
    return done(out + ", end");
  }

  @Yields("body, close b, close a, after")
  @Async
  static Coroutine<String> resourcesCloseInReverse(Source s) {
    StringBuilder log = new StringBuilder();
    try (Resource a = new Resource(log, "a");
        Resource b = new Resource(log, await(s.of("b")))) {
      log.append(await(s.of("body, ")));
    }
    return done(log + "after");
  }

  @Yields("close b, close a, caught body suppressed [b closes]")
  @Async
  static Coroutine<String> failureOfCloseIsSuppressed(Source s) {
    StringBuilder log = new StringBuilder();
    try (Resource a = new Resource(log, "a");
        Resource b = new Resource(log, "b", new IllegalArgumentException("b closes"))) {
      await(s.failing(new IllegalStateException("body")));
    } catch (IllegalStateException e) {
      await(s.of(0));
      log.append("caught ").append(e.getMessage()).append(" suppressed [");
      for (Throwable suppressed : e.getSuppressed()) {
        log.append(await(s.of(suppressed)).getMessage());
      }
      log.append("]");
    }
    return done(log.toString());
  }

  @Yields("close a, finally value")
  @Async
  static Coroutine<String> returnFromResources(Source s) {
    StringBuilder log = new StringBuilder();
    String value = await(returnsFromResources(s, log));
    return done(log + value);
  }

  @Async
  private static Coroutine<String> returnsFromResources(Source s, StringBuilder log) {
    try (Resource a = new Resource(log, "a")) {
      return done(await(s.of("value")));
    } finally {
      log.append(await(s.of("finally ")));
    }
  }

  @Yields("null body")
  @Async
  static Coroutine<String> nullResource(Source s) {
    try (Resource none = await(s.<@Nullable Resource>of(null))) {
      return done(none + await(s.of(" body")));
    }
  }

  @Yields("broke at 1, failure swallowed")
  @Async
  @SuppressWarnings("finally")
  static Coroutine<String> breakInFinallySwallows(Source s) {
    int i = 0;
    while (true) {
      try {
        await(s.of(i));
        await(s.failing(new IllegalStateException("swallowed")));
      } finally {
        i += await(s.of(1));
        break;
      }
    }
    return done("broke at " + i + await(s.of(", failure swallowed")));
  }

  @Yields("throws IllegalArgumentException: thrown in finally after 1")
  @Async
  @SuppressWarnings("finally")
  static Coroutine<String> throwInFinallyReplacesTheResult(Source s) {
    try {
      return done(await(s.of("result")));
    } finally {
      int n = await(s.of(1));
      throw new IllegalArgumentException("thrown in finally after " + n);
    }
  }
}
