package org.asyncio4j.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.net.FlowControl;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamReaderProtocol;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.nio.BlockingReadPipe;
import org.asyncio4j.net.nio.BlockingWritePipe;
import org.jspecify.annotations.Nullable;

/**
 * A process that a loop has begun. Confined to the loop's thread. Mirrors {@code
 * asyncio.subprocess.Process}.
 *
 * <p>It is not killed if whoever waits for it is cancelled, nor if nobody does, nor when the loop
 * is closed.
 */
public final class Subprocess {
  private final EventLoop loop;
  private final Process process;
  private final @Nullable BlockingWritePipe input;
  private final @Nullable StreamWriter stdin;
  private final @Nullable StreamReader stdout;
  private final @Nullable StreamReader stderr;
  private final List<Future<Integer>> waiters = new ArrayList<>();
  private @Nullable Integer returncode;

  Subprocess(ProcessBuilder builder, int limit, EventLoop loop) throws IOException {
    this.loop = loop;
    this.process = builder.start();
    FlowControl flow = new FlowControl(loop);
    this.input =
        builder.redirectInput() == Redirect.PIPE
            ? BlockingWritePipe.open(loop, process.getOutputStream(), flow)
            : null;
    this.stdin = input == null ? null : new StreamWriter(input, flow, null, loop);
    this.stdout =
        builder.redirectOutput() == Redirect.PIPE ? reader(process.getInputStream(), limit) : null;
    this.stderr =
        builder.redirectError() == Redirect.PIPE && !builder.redirectErrorStream()
            ? reader(process.getErrorStream(), limit)
            : null;
    process.onExit().thenAccept(ended -> tell());
  }

  private StreamReader reader(InputStream pipe, int limit) {
    StreamReader reader = new StreamReader(limit, loop);
    BlockingReadPipe.open(loop, pipe, new StreamReaderProtocol(reader, null, loop));
    return reader;
  }

  /** On the JDK's thread. */
  private void tell() {
    try {
      loop.callSoonThreadsafe(this::exited);
    } catch (IllegalStateException e) {
      // The loop is closed: nobody is left to be told.
      if (!loop.isClosed()) {
        throw e;
      }
    }
  }

  private void exited() {
    int code = process.exitValue();
    returncode = code;
    if (input != null) {
      input.noteReaderGone();
    }
    for (Future<Integer> waiter : waiters) {
      if (!waiter.isDone()) {
        waiter.setResult(code);
      }
    }
    waiters.clear();
  }

  /** {@return what goes to standard input; null if that is no pipe} */
  public @Nullable StreamWriter stdin() {
    return stdin;
  }

  /** {@return what comes from standard output; null if that is no pipe} */
  public @Nullable StreamReader stdout() {
    return stdout;
  }

  /** {@return what comes from standard error; null if that is no pipe of its own} */
  public @Nullable StreamReader stderr() {
    return stderr;
  }

  /** {@return the process id} */
  public long pid() {
    return process.pid();
  }

  /**
   * {@return the exit code; null while the process runs} What a signal has ended has 128 and the
   * signal's number, as the JDK and shells have it; asyncio has the number, negative.
   */
  public @Nullable Integer returncode() {
    return returncode;
  }

  /**
   * Waits until the process has ended. Cancelling that kills nothing. Its output may not have been
   * read by then. asyncio's {@code wait}, which no method in Java can be called.
   *
   * @return a coroutine that returns the exit code
   */
  public Coroutine<Integer> waitFor() {
    return new WaitFor();
  }

  /**
   * Closes standard input, reads the output to its end, and waits for the process.
   *
   * @return a coroutine that returns what was read
   * @throws IOException if reading fails
   */
  public Coroutine<Output> communicate() throws IOException {
    return new Communicate(this, null);
  }

  /**
   * Writes to standard input and closes it, reads the output to its end, and waits for the process.
   * That it does not read its input is no failure.
   *
   * @param input what to write; null for nothing
   * @return a coroutine that returns what was read
   * @throws IOException if reading fails
   */
  public Coroutine<Output> communicate(byte @Nullable [] input) throws IOException {
    return new Communicate(this, input);
  }

  /**
   * Asks the process to end: SIGTERM.
   *
   * @throws ProcessLookupException if it has ended
   */
  public void terminate() {
    running().destroy();
  }

  /**
   * Ends the process: SIGKILL.
   *
   * @throws ProcessLookupException if it has ended
   */
  public void kill() {
    running().destroyForcibly();
  }

  /**
   * Sends a signal, by the system's {@code kill} command but for TERM and KILL.
   *
   * @param signal its name, {@code "HUP"} or {@code "SIGHUP"}
   * @throws IOException if there is no such command
   * @throws ProcessLookupException if the process has ended
   */
  public void sendSignal(String signal) throws IOException {
    ProcessHandle target = running();
    String upper = signal.toUpperCase(Locale.ROOT);
    String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
    switch (name) {
      case "TERM" -> target.destroy();
      case "KILL" -> target.destroyForcibly();
      default ->
          new ProcessBuilder("kill", "-s", name, Long.toString(target.pid()))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
    }
  }

  /** The handle: {@link Process#destroy} itself would close the pipes, with what is in them. */
  private ProcessHandle running() {
    if (returncode != null) {
      throw new ProcessLookupException(this + " has ended");
    }
    return process.toHandle();
  }

  /** {@return asyncio's form, {@code <Process 1234>}} */
  @Override
  public String toString() {
    return "<Process " + process.pid() + '>';
  }

  private final class WaitFor extends Coroutine<Integer> {
    private @Nullable Future<Integer> waiter;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      Future<Integer> waited = waiter;
      if (waited != null) {
        waiters.remove(waited);
        if (failure != null) {
          throw failure;
        }
        return value;
      }
      if (returncode != null) {
        return returncode;
      }
      waited = loop.createFuture();
      waiter = waited;
      waiters.add(waited);
      return await(waited);
    }

    @Override
    protected String qualifiedName() {
      return "Process.wait";
    }
  }
}
