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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + Artefacts.agentJar());
    command.addAll(loop());
    command.add(sample.getName());
    command.addAll(List.of(arguments));
    command.add("0");
    return new SampleServer(Conversation.begin(command));
  }

  /** Whatever the loop of these tests is, so is the server's. */
  private static List<String> loop() {
    String loop = System.getProperty("asyncio4j.loop");
    if (loop == null) {
      return List.of(
          "-cp", Artefacts.classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses()));
    }
    return List.of(
        "-Dasyncio4j.loop=" + loop,
        // Newer JDKs want to be told of native libraries.
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"));
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
