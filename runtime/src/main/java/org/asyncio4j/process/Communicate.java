package org.asyncio4j.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.jspecify.annotations.Nullable;

/** {@link Subprocess#communicate()}. */
final class Communicate extends Coroutine<Output> {
  private final Subprocess process;
  private final byte @Nullable [] input;
  private int step;
  private @Nullable Output output;

  Communicate(Subprocess process, byte @Nullable [] input) {
    this.process = process;
    this.input = input;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    Object outcome = value;
    if (step == 0) {
      step = 1;
      outcome = await(Asyncio.gather(streams()));
      if (outcome == SUSPENDED) {
        return SUSPENDED;
      }
    }
    if (step == 1) {
      step = 2;
      List<?> results = (List<?>) outcome;
      output = new Output(result(results, 1), result(results, 2));
      outcome = await(process.waitFor());
      if (outcome == SUSPENDED) {
        return SUSPENDED;
      }
    }
    return output;
  }

  private static byte @Nullable [] result(@Nullable List<?> results, int index) {
    return results == null ? null : (byte[]) results.get(index);
  }

  private List<Coroutine<?>> streams() throws IOException {
    List<Coroutine<?>> streams = new ArrayList<>();
    StreamWriter stdin = process.stdin();
    streams.add(stdin == null ? Asyncio.done() : new Feed(stdin, input));
    streams.add(readAll(process.stdout()));
    streams.add(readAll(process.stderr()));
    return streams;
  }

  private static Coroutine<?> readAll(@Nullable StreamReader stream) throws IOException {
    return stream == null ? Asyncio.done() : stream.read();
  }

  @Override
  protected String qualifiedName() {
    return "Process.communicate";
  }

  /** Writes, waits until it is on its way, and closes. */
  private static final class Feed extends Coroutine<Void> {
    private final StreamWriter stdin;
    private final byte @Nullable [] input;
    private boolean begun;

    Feed(StreamWriter stdin, byte @Nullable [] input) {
      this.stdin = stdin;
      this.input = input;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (!begun && input != null) {
        begun = true;
        stdin.write(input);
        try {
          if (await(stdin.drain()) == SUSPENDED) {
            return SUSPENDED;
          }
        } catch (IOException e) {
          // The process does not read it, which is its own affair.
          return closed();
        }
      }
      if (failure != null && !(failure instanceof IOException)) {
        throw failure;
      }
      return closed();
    }

    private @Nullable Object closed() {
      stdin.close();
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "Process.communicate";
    }
  }
}
