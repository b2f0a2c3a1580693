package org.asyncio4j.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.asyncio4j.benchmarks.echo.Keys;

/**
 * Answers each line of standard input: {@code open NAME PORT tcp|tls CONNECTIONS SIZE} with {@code
 * open}, {@code round NAME MILLISECONDS} with the numbers of a {@link Load.Round}, {@code close
 * NAME} with {@code closed}.
 */
public final class LoadProcess {
  private final SSLContext context;
  private final Map<String, Load> loads = new HashMap<>();

  private LoadProcess(SSLContext context) {
    this.context = context;
  }

  /**
   * Runs until standard input ends.
   *
   * @param args the file of the keys
   */
  public static void main(String[] args) throws Exception {
    LoadProcess process = new LoadProcess(new Keys(Path.of(args[0])).context());
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String order;
    while ((order = orders.readLine()) != null) {
      System.out.println(process.follow(order.split(" ")));
    }
  }

  private String follow(String[] order) throws IOException {
    String name = order[1];
    return switch (order[0]) {
      case "open" -> {
        loads.put(
            name,
            new Load(
                Integer.parseInt(order[2]),
                order[3].equals("tls") ? context : null,
                Integer.parseInt(order[4]),
                Integer.parseInt(order[5])));
        yield "open";
      }
      case "round" -> {
        Load.Round round =
            Objects.requireNonNull(loads.get(name)).round(Long.parseLong(order[2]) * 1_000_000);
        yield "%d %d %d %d"
            .formatted(round.requests(), round.elapsed(), round.median(), round.slow());
      }
      case "close" -> {
        Objects.requireNonNull(loads.remove(name)).close();
        yield "closed";
      }
      default -> throw new IllegalArgumentException(order[0]);
    };
  }
}
