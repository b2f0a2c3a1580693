package org.asyncio4j.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.process.Subprocesses.createSubprocessExec;

import java.io.IOException;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.process.Subprocess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Signals that this very process gets: SIGWINCH, which harms nobody. */
@DisabledOnOs(OS.WINDOWS)
class SignalHandlersTest {
  @Test
  void signalsRunTheCallbackOnTheLoop() throws Exception {
    run(handled());
  }

  @Async
  private Coroutine<Void> handled() throws IOException {
    EventLoop loop = getRunningLoop();
    assertThat(loop.removeSignalHandler("WINCH")).isFalse();
    Future<String> first = loop.createFuture();
    loop.addSignalHandler("WINCH", () -> first.setResult(Thread.currentThread().getName()));
    await(raise());
    assertThat(await(first)).isEqualTo(Thread.currentThread().getName());
    Future<String> second = loop.createFuture();
    loop.addSignalHandler("SIGWINCH", () -> second.setResult("replaced"));
    await(raise());
    assertThat(await(second)).isEqualTo("replaced");
    assertThat(loop.removeSignalHandler("SIGWINCH")).isTrue();
    assertThat(loop.removeSignalHandler("SIGWINCH")).isFalse();
    return done();
  }

  @Async
  private Coroutine<Void> raise() throws IOException {
    String self = Long.toString(ProcessHandle.current().pid());
    Subprocess kill = await(createSubprocessExec(new ProcessBuilder("kill", "-s", "WINCH", self)));
    assertThat(await(kill.waitFor())).isZero();
    return done();
  }

  @Test
  void someSignalsCannotBeCaught() {
    EventLoop loop = newEventLoop();
    assertThatThrownBy(() -> loop.addSignalHandler("KILL", () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SIGKILL cannot be caught");
    assertThatThrownBy(() -> loop.addSignalHandler("NONSENSE", () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SIGNONSENSE cannot be caught");
    loop.close();
    assertThatThrownBy(() -> loop.addSignalHandler("WINCH", () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
  }
}
