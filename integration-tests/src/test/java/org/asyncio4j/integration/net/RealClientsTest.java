package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.samples.net.ChatServer;
import org.asyncio4j.samples.net.EchoServer;
import org.asyncio4j.samples.net.FileServer;
import org.asyncio4j.samples.net.TlsLineServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl, openssl and OpenBSD's netcat against the sample servers. */
class RealClientsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** In CI their absence fails the test; {@code -Dclients.required=true} says so. */
  @BeforeAll
  static void clientsAreThere() {
    List<String> absent =
        Stream.of("curl", "openssl", "nc.openbsd").filter(name -> !isOnPath(name)).toList();
    if (!absent.isEmpty()) {
      String message = "not on the PATH: " + absent + "; .ci/install-clients installs them";
      if (Boolean.getBoolean("asyncio4j.clients.required")) {
        fail(message);
      }
      abort(message);
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
  }

  /** Runs a line of the shell in the test's folder; {@code $0} is the server's port. */
  private ProcessRunner.Result shell(SampleServer server, String line) {
    return ProcessRunner.run(
        List.of("sh", "-c", "cd '" + folder + "' && " + line, server.port()), LIMIT);
  }

  private String output(SampleServer server, String line) {
    ProcessRunner.Result result = shell(server, line);
    assertThat(result.exitCode()).as("%s: %s", line, result).isZero();
    return result.stdout();
  }

  private byte[] randomFile(String name, int size) throws Exception {
    byte[] content = new byte[size];
    new Random(1).nextBytes(content);
    Files.write(folder.resolve(name), content);
    return content;
  }

  @Test
  void curlFetchesFiles() throws Exception {
    randomFile("large file.bin", 40_000_000);
    Files.writeString(folder.resolve("small.txt"), "small\n");
    Files.createFile(folder.resolve("empty"));
    try (SampleServer server = SampleServer.begin(FileServer.class, folder.toString())) {
      String base = "http://127.0.0.1:$0/";
      assertThat(output(server, "curl -sS " + base + "small.txt")).isEqualTo("small\n");
      assertThat(output(server, "curl -sS " + base + "empty")).isEmpty();
      output(server, "curl -sS -o got " + base + "large%20file.bin && cmp got 'large file.bin'");
      assertThat(output(server, "curl -sS -I " + base + "small.txt"))
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
      // The server ignores the range, which HTTP allows: all of it comes.
      assertThat(output(server, "curl -sS -r 1-2 -w '%{http_code}' " + base + "small.txt"))
          .isEqualTo("small\n200");
      assertThat(output(server, "curl -sS -w '%{http_code}' " + base + "none")).isEqualTo("404");
      assertThat(
              output(
                  server, "curl -sS --path-as-is -w '%{http_code}' " + base + "../../etc/passwd"))
          .isEqualTo("404");
      assertThat(output(server, "curl -sS -X DELETE -w '%{http_code}' " + base + "small.txt"))
          .isEqualTo("405");
      server.assertNoComplaint();
    }
  }

  @Test
  void curlKeepsTheConnectionAndMayLeaveInTheMiddle() throws Exception {
    randomFile("large.bin", 40_000_000);
    Files.writeString(folder.resolve("a"), "a\n");
    Files.writeString(folder.resolve("b"), "b\n");
    try (SampleServer server = SampleServer.begin(FileServer.class, folder.toString())) {
      String urls = "http://127.0.0.1:$0/a http://127.0.0.1:$0/none http://127.0.0.1:$0/b";
      String connections = "-w '%{http_code} %{num_connects}\\n' ";
      assertThat(output(server, "curl -sS " + connections + urls))
          .isEqualTo("a\n200 1\n404 0\nb\n200 0\n");
      assertThat(output(server, "curl -sS -H 'Connection: close' " + connections + urls))
          .isEqualTo("a\n200 1\n404 1\nb\n200 1\n");
      assertThat(output(server, "curl -sS --http1.0 " + connections + urls))
          .isEqualTo("a\n200 1\n404 1\nb\n200 1\n");
      // 23: curl could not write on, as head has read enough, and left.
      assertThat(
              shell(
                      server,
                      "{ curl -sS http://127.0.0.1:$0/large.bin 2>/dev/null; echo $? > code; }"
                          + " | head -c 1000 > /dev/null; cat code")
                  .stdout())
          .isEqualTo("23\n");
      assertThat(output(server, "curl -sS http://127.0.0.1:$0/a")).isEqualTo("a\n");
    }
  }

  @Test
  void netcatIsEchoed() throws Exception {
    randomFile("in", 20_000_000);
    try (SampleServer server = SampleServer.begin(EchoServer.class)) {
      // -N: an end of file is passed on, half of the connection closes.
      assertThat(output(server, "printf 'hello\\n' | nc.openbsd -N 127.0.0.1 $0"))
          .isEqualTo("hello\n");
      output(server, "nc.openbsd -N 127.0.0.1 $0 < in > out && cmp in out");
      assertThat(output(server, "nc.openbsd -N 127.0.0.1 $0 < /dev/null")).isEmpty();
      output(server, "nc.openbsd -z 127.0.0.1 $0");
      server.assertNoComplaint();
    }
  }

  private static Conversation member(SampleServer server, String name) throws Exception {
    Conversation member =
        Conversation.begin(List.of("nc.openbsd", "-N", "127.0.0.1", server.port()));
    member.say(name);
    return member;
  }

  /**
   * The first member hears nothing of its own joining: others come and go until it hears of them.
   */
  private static void awaitSomebody(SampleServer server, Conversation first) throws Exception {
    while (!first.hasSaid()) {
      try (Conversation visitor = member(server, "Visitor")) {
        visitor.endInput();
        assertThat(visitor.waitFor()).isZero();
      }
    }
    try (Conversation last = member(server, "Last")) {
      last.endInput();
      first.hearUntil("Last leaves");
    }
  }

  @Test
  void netcatsChat() throws Exception {
    try (SampleServer server = SampleServer.begin(ChatServer.class);
        Conversation anna = member(server, "Anna")) {
      awaitSomebody(server, anna);
      try (Conversation bert = member(server, "Bert")) {
        assertThat(anna.hear()).isEqualTo("Bert joins");
        try (Conversation carl = member(server, "Carl")) {
          assertThat(anna.hear()).isEqualTo("Carl joins");
          assertThat(bert.hear()).isEqualTo("Carl joins");
          carl.say("hello");
          assertThat(anna.hear()).isEqualTo("Carl: hello");
          assertThat(bert.hear()).isEqualTo("Carl: hello");
          carl.kill();
          assertThat(anna.hear()).isEqualTo("Carl leaves");
          assertThat(bert.hear()).isEqualTo("Carl leaves");
        }
        bert.say("well");
        bert.endInput();
        assertThat(bert.waitFor()).isZero();
        assertThat(anna.hear()).isEqualTo("Bert: well");
        assertThat(anna.hear()).isEqualTo("Bert leaves");
      }
      anna.endInput();
      assertThat(anna.hear()).isNull();
      server.assertNoComplaint();
    }
  }

  private SampleServer tlsServer() throws Exception {
    Certificates.makeIn(folder).exportTo(folder.resolve("localhost.pem"));
    return SampleServer.begin(
        TlsLineServer.class, folder.resolve("localhost.p12").toString(), Certificates.password());
  }

  private Conversation openssl(SampleServer server, String... options) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.port()),
                Stream.of(options))
            .toList();
    return Conversation.begin(command);
  }

  private String[] trusting(String... more) {
    return Stream.concat(
            Stream.of(
                "-CAfile",
                folder.resolve("localhost.pem").toString(),
                "-verify_return_error",
                "-verify_hostname",
                "localhost"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private void assertEchoes(SampleServer server) throws Exception {
    try (Conversation client = openssl(server, trusting("-quiet", "-no_ign_eof"))) {
      client.say("still there");
      assertThat(client.hear()).isEqualTo("still there");
      client.endInput();
      assertThat(client.waitFor()).isZero();
    }
  }

  @Test
  void opensslSpeaksLinesOfEachVersionOfTls() throws Exception {
    try (SampleServer server = tlsServer()) {
      for (String version : List.of("-tls1_2", "-tls1_3")) {
        try (Conversation client = openssl(server, trusting(version, "-alpn", "other,lines"))) {
          client.say("one");
          List<String> handshake = client.hearUntil("one");
          assertThat(handshake)
              .contains("ALPN protocol: lines")
              .anyMatch(line -> line.strip().equals("Verification: OK"));
          client.say("two");
          assertThat(client.hear()).isEqualTo("two");
          client.endInput();
          assertThat(client.waitFor()).isZero();
          assertThat(client.errors()).endsWith("DONE\n");
        }
      }
      assertEchoes(server);
      server.assertNoComplaint();
    }
  }

  @Test
  void opensslNegotiatesAnewAndGoesOn() throws Exception {
    try (SampleServer server = tlsServer();
        Conversation client = openssl(server, trusting("-tls1_2"))) {
      client.say("one");
      client.hearUntil("one");
      client.say("R");
      // Else it would take the next line for a part of the command.
      client.hearError("RENEGOTIATING");
      client.say("two");
      client.hearUntil("two");
      client.endInput();
      assertThat(client.waitFor()).isZero();
      server.assertNoComplaint();
    }
  }

  @Test
  void opensslIsRefusedForAnotherProtocolOrAnOldVersion() throws Exception {
    try (SampleServer server = tlsServer()) {
      try (Conversation client = openssl(server, trusting("-alpn", "other"))) {
        assertThat(client.waitFor()).isNotZero();
        assertThat(client.errors()).contains("alert no application protocol");
      }
      try (Conversation client =
          openssl(server, trusting("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"))) {
        assertThat(client.waitFor()).isNotZero();
        assertThat(client.errors()).contains("alert");
      }
      assertEchoes(server);
      server.assertNoComplaint();
    }
  }

  @Test
  void aTlsServerSurvivesWhoVanishesAndWhoSpeaksNoTls() throws Exception {
    try (SampleServer server = tlsServer()) {
      try (Conversation client = openssl(server, trusting("-quiet"))) {
        client.say("one");
        assertThat(client.hear()).isEqualTo("one");
        // Neither close-notify nor the rest of the line.
        client.kill();
      }
      ProcessRunner.Result garbage =
          shell(server, "head -c 100000 /dev/zero | nc.openbsd -N 127.0.0.1 $0 | wc -c");
      assertThat(garbage.exitCode()).isZero();
      assertThat(shell(server, "curl -sS http://127.0.0.1:$0/").exitCode()).isNotZero();
      assertEchoes(server);
      server.assertNoComplaint();
    }
  }
}
