package org.asyncio4j.integration.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.process.Subprocesses.createSubprocessExec;
import static org.asyncio4j.process.Subprocesses.createSubprocessShell;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.process.Output;
import org.asyncio4j.process.ProcessLookupException;
import org.asyncio4j.process.Subprocess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that every Unix has. */
@DisabledOnOs(OS.WINDOWS)
class SubprocessTest {
  private final List<Object> log = new ArrayList<>();

  private static StreamReader stdout(Subprocess process) {
    return Objects.requireNonNull(process.stdout());
  }

  private static StreamWriter stdin(Subprocess process) {
    return Objects.requireNonNull(process.stdin());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void pipesAreStreams() throws Exception {
    run(conversation());
    assertThat(log).containsExactly("one\n", "two\n", "", 0);
  }

  @Async
  private Coroutine<Void> conversation() throws IOException {
    Subprocess cat = await(createSubprocessExec(new ProcessBuilder("cat")));
    stdin(cat).write("one\n".getBytes(UTF_8));
    log.add(text(await(stdout(cat).readline())));
    stdin(cat).write("two\n".getBytes(UTF_8));
    await(stdin(cat).drain());
    log.add(text(await(stdout(cat).readline())));
    stdin(cat).close();
    await(stdin(cat).waitClosed());
    log.add(text(await(stdout(cat).read())));
    log.add(await(cat.waitFor()));
    return done();
  }

  @Test
  void communicateFeedsAndReadsMoreThanThePipesHold() throws Exception {
    run(floods());
    assertThat(log).containsExactly(3_000_000, 0, 0, 2_000_000, 1_000_000, 3, "deaf\n", 0);
  }

  @Async
  private Coroutine<Void> floods() throws IOException {
    Subprocess cat = await(createSubprocessExec(new ProcessBuilder("cat")));
    Output echoed = await(cat.communicate(new byte[3_000_000]));
    logOutput(cat, echoed);
    Subprocess both =
        await(
            createSubprocessShell(
                "head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero; exit 3"));
    logOutput(both, await(both.communicate()));
    Subprocess deaf = await(createSubprocessShell("exec 0<&-; echo deaf"));
    Output output = await(deaf.communicate(new byte[1_000_000]));
    log.add(text(Objects.requireNonNull(output.stdout())));
    log.add(Objects.requireNonNull(deaf.returncode()));
    return done();
  }

  private void logOutput(Subprocess process, Output output) {
    log.add(Objects.requireNonNull(output.stdout()).length);
    log.add(Objects.requireNonNull(output.stderr()).length);
    log.add(Objects.requireNonNull(process.returncode()));
  }

  @Test
  void whatIsNoPipeIsNoStream() throws Exception {
    run(redirected());
    assertThat(log).containsExactly("none", "none", "both\nboth\n");
  }

  @Async
  private Coroutine<Void> redirected() throws IOException {
    Subprocess quiet =
        await(
            createSubprocessExec(
                new ProcessBuilder("true")
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)));
    log.add(quiet.stdin() == null && quiet.stdout() == null ? "none" : quiet);
    Output output = await(quiet.communicate());
    log.add(output.stdout() == null && output.stderr() == null ? "none" : output);
    Subprocess merged =
        await(
            createSubprocessShell(
                "echo both; echo both >&2", new ProcessBuilder().redirectErrorStream(true)));
    log.add(text(Objects.requireNonNull(await(merged.communicate()).stdout())));
    return done();
  }

  @Test
  void cancelledWaitKillsNothing() throws Exception {
    run(cancelledWait());
    assertThat(log).containsExactly("cancelled", "alive", "still here\n", 0);
  }

  @Async
  private Coroutine<Void> cancelledWait() throws IOException {
    Subprocess process = await(createSubprocessShell("read line; echo $line"));
    Task<Integer> waiting = createTask(process.waitFor());
    await(yieldNow());
    waiting.cancel();
    try {
      await(waiting);
    } catch (CancelledError e) {
      log.add("cancelled");
    }
    log.add(process.returncode() == null ? "alive" : "dead");
    stdin(process).write("still here\n".getBytes(UTF_8));
    log.add(text(await(stdout(process).readline())));
    log.add(await(process.waitFor()));
    return done();
  }

  @Test
  void signalsEndProcessesAndTheirOutputIsKept() throws Exception {
    run(signals());
    assertThat(log).containsExactly("ready\n", "bye\n", 7, 138, 137, "has ended");
  }

  @Async
  private Coroutine<Void> signals() throws IOException {
    Subprocess polite =
        await(
            createSubprocessShell(
                "trap 'echo bye; exit 7' TERM; echo ready; read line; read line"));
    log.add(text(await(stdout(polite).readline())));
    polite.terminate();
    log.add(text(await(stdout(polite).read())));
    log.add(await(polite.waitFor()));
    // Not SIGHUP: what runs under nohup ignores it.
    Subprocess signalled = await(createSubprocessExec(new ProcessBuilder("cat")));
    signalled.sendSignal("SIGUSR1");
    log.add(await(signalled.waitFor()));
    Subprocess killed = await(createSubprocessExec(new ProcessBuilder("cat")));
    killed.sendSignal("KILL");
    log.add(await(killed.waitFor()));
    try {
      killed.terminate();
    } catch (ProcessLookupException e) {
      log.add(e.getMessage().replaceAll("<Process \\d+> ", ""));
    }
    return done();
  }

  @Test
  void unreadOutputHoldsTheProcessBack() throws Exception {
    run(unread());
    assertThat(log).containsExactly("running", 100_000_000L, 0);
  }

  @Async
  private Coroutine<Void> unread() throws IOException {
    Subprocess process =
        await(
            createSubprocessExec(new ProcessBuilder("head", "-c", "100000000", "/dev/zero"), 1000));
    byte[] first = await(stdout(process).readexactly(1_000));
    for (int i = 0; i < 100; i++) {
      await(yieldNow());
    }
    log.add(process.returncode() == null ? "running" : "ended");
    long count = first.length;
    for (byte[] data = await(stdout(process).read(1_000_000));
        data.length > 0;
        data = await(stdout(process).read(1_000_000))) {
      count += data.length;
    }
    log.add(count);
    log.add(await(process.waitFor()));
    return done();
  }

  @Test
  void brokenPipeIsSeenByDrainAndWhereDataIsLostByWaitClosed() throws Exception {
    run(brokenPipe());
    assertThat(log)
        .containsExactly(
            "java.net.SocketException: Connection lost",
            "closed",
            "java.net.SocketException: Connection lost",
            "java.net.SocketException: Broken pipe");
  }

  @Async
  private Coroutine<Void> brokenPipe() throws IOException {
    Subprocess gone = await(createSubprocessExec(new ProcessBuilder("true")));
    await(gone.waitFor());
    await(yieldNow());
    await(logEnd(gone));
    Subprocess deaf = await(createSubprocessExec(new ProcessBuilder("sleep", "1000")));
    stdin(deaf).write(new byte[1_000_000]);
    deaf.kill();
    await(deaf.waitFor());
    await(yieldNow());
    await(logEnd(deaf));
    return done();
  }

  @Async
  private Coroutine<Void> logEnd(Subprocess process) throws IOException {
    for (Coroutine<Void> attempt : List.of(stdin(process).drain(), stdin(process).waitClosed())) {
      try {
        await(attempt, IOException.class);
        log.add("closed");
      } catch (IOException e) {
        log.add(e.toString());
      }
    }
    return done();
  }

  @Test
  void programThatIsNotThere() throws Exception {
    run(notThere());
    assertThat(log).hasSize(1);
    assertThat(log.get(0).toString()).contains("no-such-program").contains("No such file");
  }

  @Async
  private Coroutine<Void> notThere() {
    try {
      await(createSubprocessExec(new ProcessBuilder("no-such-program")));
    } catch (IOException e) {
      log.add(e.getMessage());
    }
    return done();
  }
}
