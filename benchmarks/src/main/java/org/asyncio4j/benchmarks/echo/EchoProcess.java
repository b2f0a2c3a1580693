package org.asyncio4j.benchmarks.echo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.asyncio4j.benchmarks.worker.ProcessorTime;
import org.jspecify.annotations.Nullable;

/**
 * Starts a server, prints its port, and then answers each line of standard input with the
 * nanoseconds of the processor that this JVM has taken.
 */
public final class EchoProcess {
  private EchoProcess() {}

  /**
   * Runs until standard input ends.
   *
   * @param args the class of the {@link EchoServer}; how many loops it has; the file of its keys,
   *     for TLS
   */
  public static void main(String[] args) throws Exception {
    EchoServer server =
        Class.forName(args[0]).asSubclass(EchoServer.class).getConstructor().newInstance();
    @Nullable Keys keys = args.length > 2 ? new Keys(Path.of(args[2])) : null;
    System.out.println(server.start(new EchoServer.Setup(Integer.parseInt(args[1]), keys)));
    ProcessorTime processorTime = new ProcessorTime();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (orders.readLine() != null) {
      System.out.println(processorTime.read());
    }
    System.exit(0);
  }
}
