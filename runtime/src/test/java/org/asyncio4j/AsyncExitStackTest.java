package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AsyncExitStackTest {
  private final Loops loops = new Loops();

  @Test
  void exitsRunInReverseWhetherTheySuspendOrNot() {
    AsyncExitStack stack = new AsyncExitStack();
    stack.callback(() -> loops.log.add("plain"));
    stack.pushAsyncCallback(() -> loops.chatter("suspending"));
    stack.pushAsyncCallback(() -> null);
    stack.pushAsyncExit(failure -> null);
    stack.enterContext((AsyncCloseable) () -> loops.chatter("closing"));
    Void nothing = Loops.run(stack.aclose());
    assertThat(nothing).isNull();
    assertThat(loops.log).containsExactly("closing", "suspending", "plain");
  }

  @Test
  void manyExitsTakeNoStack() {
    AsyncExitStack stack = new AsyncExitStack();
    for (int i = 0; i < 100_000; i++) {
      stack.pushAsyncExit(failure -> Asyncio.done(false));
    }
    IllegalStateException failure = new IllegalStateException();
    assertThat(Loops.<Boolean>run(stack.exit(failure))).isFalse();
  }

  @Test
  void failureOfAnExitIsThrownOnUnlessItEndsBefore() {
    AsyncExitStack stack = new AsyncExitStack();
    IllegalStateException failure = new IllegalStateException();
    stack.callback(
        () -> {
          throw failure;
        });
    assertThatThrownBy(() -> Loops.run(stack.aclose())).isSameAs(failure);
    stack.pushAsyncExit(
        seen -> {
          loops.log.add("" + (seen == failure));
          return Asyncio.done(true);
        });
    stack.callback(
        () -> {
          throw failure;
        });
    Loops.run(stack.aclose());
    assertThat(loops.log).containsExactly("true");
  }

  @Test
  void nullsAreNamed() {
    AsyncExitStack stack = new AsyncExitStack();
    assertThatThrownBy(() -> stack.enterAsyncContext(null))
        .hasMessage("enterAsyncContext(null): a manager is required");
    assertThatThrownBy(() -> stack.enterContext(null))
        .hasMessage("enterContext(null): a resource is required");
    assertThatThrownBy(() -> stack.pushAsyncExit((AsyncContextManager<?>) null))
        .hasMessage("pushAsyncExit(null): a manager or function is required");
    assertThatThrownBy(() -> stack.pushAsyncExit((AsyncExitStack.ExitCallback) null))
        .hasMessage("pushAsyncExit(null): a manager or function is required");
    assertThatThrownBy(() -> stack.pushAsyncCallback(null))
        .hasMessage("pushAsyncCallback(null): a function is required");
    assertThatThrownBy(() -> stack.callback(null))
        .hasMessage("callback(null): a function is required");
    assertThatThrownBy(() -> AsyncContextManager.of(null))
        .hasMessage("AsyncContextManager.of(null): a generator is required");
  }
}
