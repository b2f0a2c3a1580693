package org.asyncio4j.benchmarks.service;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.taskGroup;
import static org.asyncio4j.Asyncio.waitFor;
import static org.asyncio4j.Asyncio.yieldNow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.CancelledError;
import org.asyncio4j.ContextVar;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.Streams;
import org.asyncio4j.sync.Queue;

/**
 * A server, its clients, and behind it workers that a queue feeds: connections that come and go,
 * task groups, generators, context variables, time limits that do not fire and some that do, tasks
 * that are cancelled and some that fail.
 */
final class Service {
  private static final String HOST = "127.0.0.1";
  private static final int CLIENTS = 8;
  private static final int WORKERS = 4;
  private static final int REQUESTS_OF_A_CONNECTION = 20;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final ContextVar<Integer> REQUEST = new ContextVar<>("request");

  private final Queue<Integer> jobs = new Queue<>(16);
  private final long end;
  private long handled;
  private long requests;

  private Service(long end) {
    this.end = end;
  }

  /**
   * Runs until a time, and stops.
   *
   * @param end when, on the clock of {@link System#nanoTime}
   * @return the number of requests
   */
  @Async
  static Coroutine<Long> run(long end) throws IOException {
    Service service = new Service(end);
    Server server = await(Streams.startServer(service::serve, HOST, 0));
    Task<?>[] workers = new Task<?>[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
      workers[i] = createTask(service.work());
    }
    int port = portOf(server);
    await(
        taskGroup(
            group -> {
              for (int i = 0; i < CLIENTS; i++) {
                group.createTask(service.client(port));
              }
              return done();
            }));
    await(service.jobs.join());
    for (Task<?> worker : workers) {
      worker.cancel();
    }
    server.close();
    await(server.waitClosed());
    if (service.handled != service.requests) {
      throw new IllegalStateException(
          service.handled + " of " + service.requests + " requests were handled");
    }
    return done(service.requests);
  }

  private static int portOf(Server server) {
    SocketAddress address = Objects.requireNonNull(server.sockets().get(0).getsockname());
    return ((InetSocketAddress) address).getPort();
  }

  @Async
  private Coroutine<Void> client(int port) throws IOException {
    while (System.nanoTime() - end < 0) {
      Connection connection = await(Streams.openConnection(HOST, port));
      for (int i = 0; i < REQUESTS_OF_A_CONNECTION; i++) {
        connection.writer().write(new byte[] {(byte) i, '\n'});
        byte[] answer = await(waitFor(connection.reader().readexactly(2), LONG));
        if (answer[0] != (byte) i) {
          throw new IllegalStateException("the answer to " + i + " was " + answer[0]);
        }
        requests++;
      }
      connection.writer().close();
      await(connection.writer().waitClosed());
    }
    return done();
  }

  @Async
  private Coroutine<Void> serve(StreamReader reader, StreamWriter writer) throws IOException {
    byte[] request = await(reader.readexactly(2));
    for (int i = 1; i <= REQUESTS_OF_A_CONNECTION; i++) {
      await(jobs.put((int) request[0]));
      writer.write(request);
      await(writer.drain());
      if (i < REQUESTS_OF_A_CONNECTION) {
        request = await(reader.readexactly(2));
      }
    }
    writer.close();
    await(writer.waitClosed());
    return done();
  }

  @Async
  private Coroutine<Void> work() {
    while (true) {
      int job = await(jobs.get());
      await(createTask(handle(job)));
      handled++;
      jobs.taskDone();
    }
  }

  @Async
  private Coroutine<Void> handle(int job) {
    REQUEST.set(job);
    long sum = await(sumOfParts());
    switch (job) {
      case 0 -> await(tooLate());
      case 1 -> await(cancelled());
      case 2 -> await(failing());
      default -> await(yieldNow());
    }
    if (sum != 3L * job) {
      throw new IllegalStateException("the parts of " + job + " were " + sum);
    }
    return done();
  }

  @Async
  private Coroutine<Long> sumOfParts() {
    long[] sum = new long[1];
    await(
        taskGroup(
            group -> {
              for (int part : each(parts())) {
                group.createTask(add(sum, part));
              }
              return done();
            }));
    return done(sum[0]);
  }

  @Async
  private static AsyncGenerator<Integer> parts() {
    for (int i = 0; i < 3; i++) {
      await(yieldNow());
      emit(i);
    }
    return end();
  }

  @Async
  private static Coroutine<Void> add(long[] sum, int part) {
    await(sleep(Duration.ofNanos(part * 1000L)));
    sum[0] += REQUEST.get();
    return done();
  }

  @Async
  private static Coroutine<Void> tooLate() {
    try {
      await(waitFor(sleep(LONG), SHORT));
    } catch (AsyncTimeoutException e) {
      return done();
    }
    throw new IllegalStateException("no time-out");
  }

  @Async
  private static Coroutine<Void> cancelled() {
    Task<Void> task = createTask(sleep(LONG));
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      return done();
    }
    throw new IllegalStateException("not cancelled");
  }

  @Async
  private static Coroutine<Void> failing() {
    Task<Void> task = createTask(fail());
    try {
      await(task);
    } catch (IllegalArgumentException e) {
      return done();
    }
    throw new IllegalStateException("no failure");
  }

  @Async
  private static Coroutine<Void> fail() {
    await(yieldNow());
    throw new IllegalArgumentException("meant to fail");
  }
}
