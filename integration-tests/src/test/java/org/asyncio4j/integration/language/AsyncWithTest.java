package org.asyncio4j.integration.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code asyncWith} with bodies that the compiler finds, which are lambdas. */
class AsyncWithTest {
  private final List<String> log = new ArrayList<>();

  private final class Manager implements AsyncContextManager<String> {
    private final String name;
    private final boolean handles;

    Manager(String name, boolean handles) {
      this.name = name;
      this.handles = handles;
    }

    @Override
    @Async
    public Coroutine<String> enter() {
      await(yieldNow());
      log.add("enter " + name);
      return done(name);
    }

    @Override
    @Async
    public Coroutine<Boolean> exit(@Nullable Throwable failure) {
      await(yieldNow());
      log.add("exit " + name + (failure == null ? "" : ": " + failure.getMessage()));
      return done(handles);
    }
  }

  @Test
  void bodyAwaitsAndReturns() {
    assertThat(VirtualTime.<Integer>run(nested())).isEqualTo(3);
    assertThat(log).containsExactly("enter a", "enter b", "body ab", "exit b", "exit a", "after");
  }

  @Async
  private Coroutine<Integer> nested() {
    int base = 1;
    int sum =
        base
            + await(
                asyncWith(
                    new Manager("a", false),
                    a ->
                        asyncWith(
                            new Manager("b", false),
                            b -> {
                              await(yieldNow());
                              log.add("body " + a + b);
                              return done(base + base);
                            })));
    log.add("after");
    return done(sum);
  }

  @Test
  void checkedExceptionOfTheBodyIsCaughtAroundTheCall() {
    assertThat(VirtualTime.<String>run(catches())).isEqualTo("caught body");
    assertThat(log).containsExactly("enter a", "exit a: body");
  }

  @Async
  private Coroutine<String> catches() {
    try {
      await(
          asyncWith(
              new Manager("a", false),
              a -> {
                await(yieldNow());
                if (a != null) {
                  throw new IOException("body");
                }
                return done();
              }));
    } catch (IOException e) {
      return done("caught " + e.getMessage());
    }
    return done("not caught");
  }

  @Test
  void handledFailureGoesNoFurther() {
    assertThat(VirtualTime.<String>run(handled())).isEqualTo("null");
  }

  @Async
  private Coroutine<String> handled() {
    String result =
        await(
            asyncWith(
                new Manager("a", true),
                a -> {
                  await(failing());
                  return done("never");
                }));
    return done("" + result);
  }

  @Async
  private Coroutine<Void> failing() {
    await(yieldNow());
    throw new IllegalStateException("v");
  }

  @Test
  void traceShowsTheBodyAndWhoeverAwaitsTheWhole() {
    assertThatThrownBy(() -> VirtualTime.run(traced()))
        .satisfies(
            e ->
                assertThat(
                        Arrays.stream(e.getStackTrace())
                            .map(StackTraceElement::getMethodName)
                            .map(name -> name.replaceAll("\\d+", "N"))
                            .limit(3))
                    .containsExactly("failing", "lambda$traced$N", "traced"));
  }

  @Async
  private Coroutine<Void> traced() {
    await(
        asyncWith(
            new Manager("a", false),
            a -> {
              await(failing());
              return done();
            }));
    return done();
  }
}
