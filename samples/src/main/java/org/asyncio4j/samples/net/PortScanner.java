package org.asyncio4j.samples.net;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.openConnection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Connection;
import org.asyncio4j.sync.Semaphore;

/**
 * Tells which ports of a host are open, trying hundreds at once. Scan your own machines only.
 *
 * <p>A {@link Semaphore} bounds how many attempts run, {@code waitFor} how long each may take.
 */
public final class PortScanner {
  private final String host;
  private final Semaphore attempts = new Semaphore(500);
  private final List<Integer> open = new ArrayList<>();

  private PortScanner(String host) {
    this.host = host;
  }

  @Async
  private Coroutine<Void> probe(int port) throws IOException {
    try (var held = await(attempts.hold())) {
      Connection connection = await(waitFor(openConnection(host, port), ofSeconds(1)));
      open.add(port);
      connection.writer().close();
    } catch (IOException | AsyncTimeoutException e) {
      // Closed, or nobody answers.
      return done();
    }
    return done();
  }

  /**
   * Scans.
   *
   * @param host a name or address
   * @param first the first port
   * @param last the last port
   * @return a coroutine that returns the open ports, in order
   * @throws IOException if the name does not resolve
   */
  @Async
  public static Coroutine<List<Integer>> scan(String host, int first, int last) throws IOException {
    PortScanner scanner = new PortScanner(host);
    List<Coroutine<Void>> probes = new ArrayList<>();
    for (int port = first; port <= last; port++) {
      probes.add(scanner.probe(port));
    }
    await(gather(probes));
    return done(scanner.open.stream().sorted().toList());
  }

  /**
   * Prints the open ports.
   *
   * @param args host, first and last port; all of this machine if there are none
   */
  @Async
  public static void main(String[] args) throws IOException {
    String host = args.length > 0 ? args[0] : "127.0.0.1";
    int first = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int last = args.length > 2 ? Integer.parseInt(args[2]) : 65535;
    System.out.println("open: " + await(scan(host, first, last)));
  }
}
