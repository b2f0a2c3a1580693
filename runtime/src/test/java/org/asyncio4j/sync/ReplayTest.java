package org.asyncio4j.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random programs print what they print under CPython. */
class ReplayTest {
  @Test
  void tracesAreThoseOfAsyncio() throws IOException {
    int programs = 0;
    for (String recorded : recording().split("(?m)^= ")) {
      if (!recorded.isEmpty()) {
        programs++;
        replay(recorded);
      }
    }
    assertThat(programs).isGreaterThanOrEqualTo(100);
  }

  private static String recording() throws IOException {
    try (InputStream in = ReplayTest.class.getResourceAsStream("/sync/traces.txt")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void replay(String recorded) {
    List<String> lines = new ArrayList<>(recorded.lines().toList());
    String[] heading = lines.get(0).split(" ");
    int end = lines.indexOf("-");
    Replay replay =
        new Replay(heading[1], Integer.parseInt(heading[2]), List.copyOf(lines.subList(1, end)));
    try (Turns turns = new Turns()) {
      turns.run(replay);
    }
    assertThat(replay.trace).as(recorded).isEqualTo(lines.subList(end + 1, lines.size()));
  }
}
