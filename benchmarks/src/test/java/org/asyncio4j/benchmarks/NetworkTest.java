package org.asyncio4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncio4j.benchmarks.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The comparison of servers, with few of them and short. */
class NetworkTest {
  @TempDir private Path folder;

  @Test
  void serversOfSeveralProcessesMakeTables() throws Exception {
    Path output = folder.resolve("output.md");

    int status =
        new CommandLine(new Network())
            .execute(
                "--servers=NETTY_STREAMS,PLAIN_NETTY,ASYNCIO_STREAMS",
                "--over=TLS",
                "--sizes=64",
                "--connections=3",
                "--rounds=2",
                "--warm-up=1",
                "--round=1",
                "--output=" + output);

    assertThat(status).isZero();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines)
        .contains(
            "| µs of the processor a request, TLS | 64 B, 3 |",
            "| requests a second, TLS | 64 B, 3 |",
            "| µs from request to answer, median / 99 %, TLS | 64 B, 3 |",
            "| processor time a request, in the mean | TLS, 64 B |")
        .anyMatch(line -> line.matches("\\| Netty, epoll \\| [\\d,.]+ ±\\d+ % \\|"))
        .anyMatch(line -> line.matches("\\| Netty, epoll \\| [\\d,.]+ / [\\d,.]+ \\|"))
        .anyMatch(
            line ->
                line.matches(
                    "\\| asyncio4j on Netty, epoll, streams: at most 1.05 times Netty, epoll \\|"
                        + " [\\d.]+, at worst [\\d.]+: (met|missed) \\|"));
  }
}
