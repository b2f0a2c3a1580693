package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.integration.support.Artefacts;

/** A sample server, begun as a user begins it, in a process of its own. */
final class SampleServer implements AutoCloseable {
  private final Conversation process;
  private final String port;

  private SampleServer(Conversation process) {
    this.process = process;
    String serving = Objects.requireNonNull(process.hear(), process::errors);
    port = serving.substring(serving.lastIndexOf(':') + 1);
  }

  /** Begins one on a free port; its last argument is that. */
  static SampleServer begin(Class<?> sample, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + Artefacts.agentJar(),
                "-cp",
                Artefacts.classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses()),
                sample.getName()));
    command.addAll(List.of(arguments));
    command.add("0");
    return new SampleServer(Conversation.begin(command));
  }

  String port() {
    return port;
  }

  /** Nothing that clients did was worth a word. */
  void assertNoComplaint() {
    assertThat(process.errors()).isEmpty();
  }

  @Override
  public void close() throws Exception {
    process.close();
  }
}
