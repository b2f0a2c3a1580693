package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;

/** Handlers and the exceptions that they catch. */
class ExceptionShapesTest extends ShapesTest {
  @Yields("caught boom with local 5")
  @Async
  static Coroutine<String> handlerReadsALocal(Source s) {
    int local = await(s.of(5));
    try {
      await(s.failing(new IllegalStateException("boom")));
      return done("not thrown");
    } catch (IllegalStateException e) {
      return done("caught " + e.getMessage() + " with local " + local);
    }
  }

  @Yields("2 assigned in try")
  @Async
  static Coroutine<String> handlerReadsALocalAssignedInTheTry(Source s) {
    String text = "before";
    int n = 0;
    try {
      n = await(s.of(1));
      text = "assigned in try";
      n++;
      await(s.failing(new IllegalStateException()));
      text = "never";
    } catch (IllegalStateException e) {
      await(s.of(0));
    }
    return done(n + " " + text);
  }

  @Yields("throws IllegalArgumentException: other")
  @Async
  static Coroutine<String> unmatchedPropagates(Source s) {
    try {
      await(s.failing(new IllegalArgumentException("other")));
    } catch (IllegalStateException e) {
      return done("wrong handler");
    }
    return done("no exception");
  }

  @Yields("specific general specific")
  @Async
  static Coroutine<String> specificBeforeGeneral(Source s) {
    List<String> seen = new ArrayList<>();
    for (RuntimeException exception :
        List.of(
            new ArrayIndexOutOfBoundsException(),
            new IndexOutOfBoundsException(),
            new ArrayIndexOutOfBoundsException())) {
      try {
        await(s.failing(exception));
      } catch (ArrayIndexOutOfBoundsException e) {
        seen.add(await(s.of("specific")));
      } catch (IndexOutOfBoundsException e) {
        seen.add(await(s.of("general")));
      }
    }
    return done(String.join(" ", seen));
  }

  @Yields("IllegalStateException NoSuchElementException")
  @Async
  static Coroutine<String> multiCatch(Source s) {
    String out = "";
    for (int i = 0; i < 2; i++) {
      try {
        if (i == 0) {
          await(s.failing(new IllegalStateException()));
        } else {
          await(s.failing(new NoSuchElementException()));
        }
      } catch (IllegalStateException | NoSuchElementException e) {
        out += await(s.of(i == 0 ? "" : " "));
        out += e.getClass().getSimpleName();
      }
    }
    return done(out);
  }

  @Yields("throws IllegalStateException: same object: true")
  @Async
  static Coroutine<Void> rethrownIsTheSameObject(Source s) {
    IllegalStateException original = new IllegalStateException("original");
    try {
      await(s.failing(original));
    } catch (IllegalStateException e) {
      await(s.of(0));
      throw new IllegalStateException("same object: " + (e == original));
    }
    return done();
  }

  @Yields("throws IllegalStateException: original")
  @Async
  static Coroutine<Void> rethrowAfterAnAwait(Source s) {
    try {
      await(s.failing(new IllegalStateException("original")));
    } catch (RuntimeException e) {
      await(s.of(0));
      throw e;
    }
    return done();
  }

  @Yields("inner outer")
  @Async
  static Coroutine<String> handlerThatThrowsIntoTheOuter(Source s) {
    String out = "";
    try {
      try {
        await(s.failing(new IllegalStateException()));
      } catch (IllegalStateException e) {
        out += await(s.of("inner"));
        await(s.failing(new IllegalArgumentException()));
      }
    } catch (IllegalArgumentException e) {
      out += await(s.of(" outer"));
    }
    return done(out);
  }

  @Yields("once 0 once 1 once 2 done")
  @Async
  static Coroutine<String> retryLoop(Source s) {
    StringBuilder out = new StringBuilder();
    int attempt = 0;
    while (true) {
      try {
        if (attempt < 3) {
          await(s.failing(new IllegalStateException("once " + attempt)));
        }
        return done(out + await(s.of("done")));
      } catch (IllegalStateException e) {
        out.append(e.getMessage()).append(' ');
        attempt++;
      }
    }
  }

  @Yields("a caught b")
  @Async
  static Coroutine<String> tryInsideALoopLeftByContinue(Source s) {
    List<String> seen = new ArrayList<>();
    for (String item : List.of("a", "fail", "b")) {
      try {
        if (item.equals("fail")) {
          await(s.failing(new IllegalStateException("caught")));
        }
      } catch (IllegalStateException e) {
        seen.add(await(s.of(e.getMessage())));
        continue;
      }
      seen.add(await(s.of(item)));
    }
    return done(String.join(" ", seen));
  }

  @Yields("thrown between")
  @Async
  static Coroutine<String> thrownBetweenAwaits(Source s) {
    String text = "between";
    try {
      await(s.of(1));
      if (text.length() == 7) {
        throw new IllegalStateException("thrown ");
      }
      await(s.of(2));
    } catch (IllegalStateException e) {
      text = e.getMessage() + text;
    }
    return done(text);
  }

  @Yields("caught / by zero")
  @Async
  static Coroutine<String> thrownByAnOperationOnTheAwaited(Source s) {
    try {
      return done("" + 1 / await(s.of(0)));
    } catch (ArithmeticException e) {
      return done("caught " + await(s.of(e)).getMessage());
    }
  }

  @Yields("try, nested 1, nested 2")
  @Async
  static Coroutine<String> tryWithinCatchWithinTry(Source s) {
    String out = "try";
    try {
      await(s.failing(new IllegalStateException("1")));
    } catch (IllegalStateException e) {
      out += ", nested " + e.getMessage();
      try {
        await(s.failing(new IllegalStateException("2")));
      } catch (IllegalStateException e2) {
        out += await(s.of(", nested ")) + e2.getMessage();
      }
    }
    return done(out);
  }

  @Yields("empty range")
  @Async
  static Coroutine<String> awaitIsAllThereIsInTheTry(Source s) {
    try {
      await(s.of(0));
    } catch (RuntimeException e) {
      return done("failed " + e.getMessage());
    }
    try {
      return done(await(s.of("empty range")));
    } catch (RuntimeException e) {
      return done("failed again " + e.getMessage());
    }
  }

  @Yields("not caught by Exception")
  @Async
  static Coroutine<String> cancellationPassesCatchException(Source s) {
    try {
      try {
        await(s.of(0));
        throw new CancelledError("by hand");
      } catch (Exception e) {
        return done("swallowed");
      }
    } catch (CancelledError e) {
      await(s.of(0));
      return done("not caught by Exception");
    }
  }

  @Yields("java.lang.Object@ and a Throwable")
  @Async
  static Coroutine<String> catchThrowable(Source s) {
    Object local = new Object();
    try {
      await(s.failing(new IllegalStateException("a Throwable")));
    } catch (Throwable t) {
      return done(
          local.toString().replaceAll("@.*", "@")
              + await(s.of(" and "))
              + (t instanceof IllegalStateException ? t.getMessage() : ""));
    }
    return done("nothing");
  }

  @Yields("checked disk, value")
  @Async
  static Coroutine<String> awaitThatMayThrow(Source s) {
    String out = "";
    try {
      await(s.failing(new IOException("disk")), IOException.class);
    } catch (IOException e) {
      out += "checked " + e.getMessage();
    }
    try {
      out += ", " + await(s.of("value"), IOException.class);
    } catch (IOException e) {
      out += " not thrown";
    }
    return done(out);
  }

  @Yields("throws IllegalStateException: from the callee")
  @Async
  static Coroutine<String> calleeFailsThroughTwoCoroutines(Source s) {
    return done(await(calleeOfCallee(s, await(s.of("from the callee")))));
  }

  @Async
  private static Coroutine<String> calleeOfCallee(Source s, String message) {
    await(s.of(0));
    String result = await(callee(s, message));
    return done(result + " not reached");
  }

  @Async
  private static Coroutine<String> callee(Source s, String message) {
    await(s.failing(new IllegalStateException(message)));
    return done("not reached");
  }

  @Yields("caught 1, inner try, caught 2, inner finally, outer finally")
  @Async
  static Coroutine<String> tryCatchFinallyWithinCatch(Source s) {
    StringBuilder out = new StringBuilder();
    try {
      await(s.failing(new IllegalStateException("caught 1")));
    } catch (IllegalStateException e) {
      out.append(e.getMessage());
      try {
        out.append(await(s.of(", inner try")));
        await(s.failing(new IllegalArgumentException("caught 2")));
      } catch (IllegalArgumentException e2) {
        out.append(await(s.of(", "))).append(e2.getMessage());
      } finally {
        out.append(await(s.of(", inner finally")));
      }
    } finally {
      out.append(await(s.of(", outer finally")));
    }
    return done(out.toString());
  }

  @Yields("throws IllegalStateException: gave up after 3 of a")
  @Async
  static Coroutine<String> suspendingCatchThatThrowsInsideALoop(Source s) {
    int attempts = 0;
    for (String item : List.of("a", "b")) {
      while (true) {
        try {
          attempts++;
          await(s.failing(new IllegalStateException()));
        } catch (IllegalStateException e) {
          int seen = await(s.of(attempts));
          if (seen == 3) {
            throw new IllegalStateException(
                "gave up after " + seen + " of " + await(s.of(item)), e);
          }
        }
      }
    }
    return done("never");
  }

  /** A coroutine that failed half way leaves nothing behind for the next of its method. */
  @Yields("1 failed, 1+2+3")
  @Async
  static Coroutine<String> noStaleStateAfterAFailureCaughtHigherUp(Source s) {
    String out = "";
    for (int i = 0; i < 2; i++) {
      try {
        out += await(middle(s, i == 0));
      } catch (IllegalStateException e) {
        out += e.getMessage() + " failed, ";
      }
    }
    return done(out);
  }

  @Async
  private static Coroutine<String> middle(Source s, boolean fails) {
    return done(await(accumulates(s, fails)));
  }

  @Async
  private static Coroutine<String> accumulates(Source s, boolean fails) {
    String out = "";
    for (int i = 1; i <= 3; i++) {
      out += (i == 1 ? "" : "+") + await(s.of(i));
      if (fails) {
        await(s.failing(new IllegalStateException(out)));
      }
    }
    return done(out);
  }

  @Yields("1 caught boom 2 caught boom inner 3 returned 4")
  @Async
  static Coroutine<String> synchronizedBlocksInTry(Source s) {
    Object lock = new Object();
    String out = "";
    for (int i = 1; ; i++) {
      try {
        synchronized (lock) {
          if (i < 3) {
            throw new IllegalStateException("boom");
          }
        }
        try {
          synchronized (lock) {
            synchronized (s) {
              throw new IllegalArgumentException("inner");
            }
          }
        } catch (IllegalArgumentException e) {
          out += await(s.of(e.getMessage() + " 3 returned "));
        }
        synchronized (lock) {
          return done(out + (i + 1));
        }
      } catch (IllegalStateException e) {
        out += await(s.of(i)) + " caught " + e.getMessage() + " ";
      } catch (Error e) {
        out += await(s.of("never"));
        throw e;
      }
    }
  }
}
