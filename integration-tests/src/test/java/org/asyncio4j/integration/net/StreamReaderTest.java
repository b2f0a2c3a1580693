package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.asyncio4j.net.IncompleteReadException;
import org.asyncio4j.net.LimitOverrunException;
import org.asyncio4j.net.ReadTransport;
import org.asyncio4j.net.StreamReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The buffer of a stream. The expected values were printed by CPython for the same calls. */
class StreamReaderTest {
  private final List<String> log = new ArrayList<>();

  private void log(Object line) {
    log.add(line instanceof byte[] bytes ? text(bytes) : line.toString());
  }

  @Async
  private Coroutine<Void> logOutcome(Awaitable<byte[]> read) {
    try {
      log(await(read));
    } catch (Exception e) {
      log(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return done();
  }

  @Test
  void tooLongLineIsDroppedWithItsEnd() throws Exception {
    VirtualTime.run(tooLongLine());
    assertThat(log)
        .containsExactly(
            "IllegalArgumentException: Separator is found, but chunk is longer than limit",
            "ef\n",
            "IllegalArgumentException: Separator is not found, and chunk exceed the limit",
            "x\n");
  }

  @Async
  private Coroutine<Void> tooLongLine() throws IOException {
    StreamReader reader = new StreamReader(3);
    reader.feedData(bytes("abcd\nef\n"));
    await(logOutcome(reader.readline()));
    log(await(reader.readline()));
    reader = new StreamReader(3);
    reader.feedData(bytes("abcdefgh"));
    await(logOutcome(reader.readline()));
    reader.feedData(bytes("x\n"));
    log(await(reader.readline()));
    return done();
  }

  @Test
  void overrunLeavesTheDataInTheBuffer() throws Exception {
    VirtualTime.run(overrun());
    assertThat(log).containsExactly("7", "abcdefg", "h--");
  }

  @Async
  private Coroutine<Void> overrun() throws IOException {
    StreamReader reader = new StreamReader(3);
    reader.feedData(bytes("abcdefgh"));
    try {
      await(reader.readuntil(bytes("--")));
    } catch (LimitOverrunException e) {
      log(e.consumed());
    }
    log(await(reader.readexactly(7)));
    reader.feedData(bytes("--"));
    log(await(reader.readuntil(bytes("--"))));
    return done();
  }

  @Test
  void onlyOneReadCanWait() throws Exception {
    VirtualTime.run(twoReads());
    String rest = "() called while another coroutine is already waiting for incoming data";
    assertThat(log)
        .containsExactly(
            "IllegalStateException: read" + rest,
            "IllegalStateException: readexactly" + rest,
            "IllegalStateException: readuntil" + rest,
            "IllegalStateException: readuntil" + rest,
            "abcde",
            "fgh");
  }

  @Async
  private Coroutine<Void> twoReads() throws IOException {
    StreamReader reader = new StreamReader();
    Task<byte[]> first = createTask(reader.read(5));
    await(yieldNow());
    await(logOutcome(reader.read(3)));
    await(logOutcome(reader.readexactly(3)));
    await(logOutcome(reader.readuntil(bytes("x"))));
    await(logOutcome(reader.readline()));
    reader.feedData(bytes("abcdefgh"));
    log(await(first));
    log(await(reader.read(100)));
    return done();
  }

  @Test
  void failureComesBeforeWhatIsInTheBuffer() throws Exception {
    VirtualTime.run(failed());
    assertThat(log).containsExactlyElementsOf(List.of("boom", "boom", "boom", "boom", "late"));
  }

  @Async
  private Coroutine<Void> failed() throws IOException {
    StreamReader reader = new StreamReader();
    reader.feedData(bytes("a\n"));
    reader.setException(new IOException("boom"));
    for (Coroutine<byte[]> read :
        List.of(reader.read(1), reader.readline(), reader.readexactly(1), reader.readuntil())) {
      try {
        await(read, IOException.class);
      } catch (IOException e) {
        log(e.getMessage());
      }
    }
    StreamReader other = new StreamReader();
    Task<byte[]> line = createTask(other.readline());
    await(yieldNow());
    other.feedData(bytes("zz"));
    other.setException(new IOException("late"));
    try {
      await(line, IOException.class);
    } catch (IOException e) {
      log(e.getMessage());
    }
    return done();
  }

  @Test
  void argumentsAreChecked() throws Exception {
    VirtualTime.run(badArguments());
    assertThat(log)
        .containsExactly(
            "IllegalArgumentException: readexactly size can not be less than zero",
            "IllegalArgumentException: Separator should be at least one-byte string",
            "IllegalArgumentException: Separator should contain at least one element",
            "Limit cannot be <= 0",
            "feed_data after feed_eof",
            "Transport already set");
  }

  @Async
  private Coroutine<Void> badArguments() throws IOException {
    StreamReader reader = new StreamReader();
    await(logOutcome(reader.readexactly(-1)));
    await(logOutcome(reader.readuntil(bytes(""))));
    await(logOutcome(reader.readuntil(List.of())));
    try {
      log(new StreamReader(0));
    } catch (IllegalArgumentException e) {
      log(e.getMessage());
    }
    reader.feedEof();
    try {
      reader.feedData(bytes("x"));
    } catch (IllegalStateException e) {
      log(e.getMessage());
    }
    reader.setTransport(new Source());
    try {
      reader.setTransport(new Source());
    } catch (IllegalStateException e) {
      log(e.getMessage());
    }
    return done();
  }

  @Test
  void atTheEnd() throws Exception {
    VirtualTime.run(end());
    assertThat(log)
        .containsExactly(
            "",
            "",
            "",
            "true",
            "0 bytes read on a total of 1 expected bytes/0/1",
            "0 bytes read on a total of undefined expected bytes/0/null",
            "",
            "");
  }

  @Async
  private Coroutine<Void> end() throws IOException {
    StreamReader reader = new StreamReader();
    reader.feedEof();
    log(await(reader.read()));
    log(await(reader.read(3)));
    log(await(reader.readline()));
    log(reader.atEof());
    try {
      await(reader.readexactly(1));
    } catch (IncompleteReadException e) {
      log(e.getMessage() + "/" + e.partial().length + "/" + e.expected());
    }
    try {
      await(reader.readuntil(bytes("x")));
    } catch (IncompleteReadException e) {
      log(e.getMessage() + "/" + e.partial().length + "/" + e.expected());
    }
    log(await(reader.read(0)));
    log(await(reader.readexactly(0)));
    return done();
  }

  @Test
  void iterationGoesThroughLines() throws Exception {
    VirtualTime.run(lines());
    assertThat(log).containsExactly("a\n", "b\n", "c");
  }

  @Async
  private Coroutine<Void> lines() {
    StreamReader reader = new StreamReader();
    reader.feedData(bytes("a\nb\nc"));
    reader.feedEof();
    for (byte[] line : each(reader)) {
      log(line);
    }
    return done();
  }

  @Test
  void fullBufferPausesTheTransportAndReadingResumesIt() throws Exception {
    VirtualTime.run(pausing());
    assertThat(log)
        .containsExactly(
            "full",
            "pause",
            "abc",
            "resume",
            "d",
            "pause",
            "resume",
            "waits",
            "pause",
            "efghijklm",
            "resume",
            "nopq",
            "abcdabcd");
  }

  @Async
  private Coroutine<Void> pausing() throws IOException {
    StreamReader reader = new StreamReader(2);
    reader.setTransport(new Source());
    reader.feedData(bytes("abcd"));
    log("full");
    reader.feedData(bytes("e"));
    reader.feedData(bytes("f"));
    log(await(reader.readexactly(3)));
    log(await(reader.read(1)));
    reader.feedData(bytes("ghijk"));
    Task<byte[]> more = createTask(reader.readexactly(9));
    await(yieldNow());
    await(yieldNow());
    log("waits");
    reader.feedData(bytes("lmnopq"));
    log(await(more));
    log(await(reader.read(9)));
    StreamReader unpausable = new StreamReader(1);
    unpausable.setTransport(
        new Source() {
          @Override
          public void pauseReading() {
            throw new UnsupportedOperationException();
          }
        });
    unpausable.feedData(bytes("abcd"));
    unpausable.feedData(bytes("abcd"));
    log(await(unpausable.read(100)));
    return done();
  }

  @Test
  void cancelledReadsLoseNothing() throws Exception {
    VirtualTime.run(cancelledReads());
    assertThat(log).containsExactly("cancelled", "cancelled", "cancelled", "cancelled", "abcd");
  }

  @Async
  private Coroutine<Void> cancelledReads() throws IOException {
    StreamReader reader = new StreamReader(2);
    List<String> pieces = List.of("a", "b", "", "cd");
    List<Coroutine<byte[]>> reads =
        List.of(reader.readexactly(9), reader.read(), reader.readuntil(bytes("--")), reader.read());
    for (int i = 0; i < pieces.size(); i++) {
      Task<byte[]> task = createTask(reads.get(i));
      await(yieldNow());
      reader.feedData(bytes(pieces.get(i)));
      await(yieldNow());
      task.cancel();
      try {
        await(task);
      } catch (CancelledError e) {
        log("cancelled");
      }
    }
    reader.feedEof();
    log(await(reader.read()));
    return done();
  }

  @Test
  void earliestEndOfSeveralSeparatorsCounts() throws Exception {
    VirtualTime.run(severalSeparators());
    assertThat(log).containsExactly("ab\r", "\n", "cd\r\n", "e;", "fg");
  }

  @Async
  private Coroutine<Void> severalSeparators() throws IOException {
    StreamReader reader = new StreamReader();
    reader.feedData(bytes("ab\r\ncd\r\ne;fg"));
    log(await(reader.readuntil(List.of(bytes("\n"), bytes("\r")))));
    log(await(reader.readuntil(List.of(bytes("\n"), bytes("\r")))));
    log(await(reader.readuntil(List.of(bytes("\r\n"), bytes(";")))));
    log(await(reader.readuntil(List.of(bytes("\r\n"), bytes(";")))));
    reader.feedEof();
    log(await(reader.read(100)));
    return done();
  }

  @Test
  void showsItsState() throws Exception {
    VirtualTime.run(states());
    assertThat(log)
        .containsExactly("<StreamReader>", "<StreamReader 3 bytes eof>", "<StreamReader limit=3>");
  }

  @Async
  private Coroutine<Void> states() {
    StreamReader reader = new StreamReader();
    log(reader);
    reader.feedData(bytes("abc"));
    reader.feedEof();
    log(reader);
    log(new StreamReader(3));
    return done();
  }

  /** Notes what it is told to do. */
  private class Source implements ReadTransport {
    @Override
    public boolean isReading() {
      return true;
    }

    @Override
    public void pauseReading() {
      log("pause");
    }

    @Override
    public void resumeReading() {
      log("resume");
    }

    @Override
    public @Nullable Object getExtraInfo(String name) {
      return null;
    }

    @Override
    public boolean isClosing() {
      return false;
    }

    @Override
    public void close() {}
  }
}
