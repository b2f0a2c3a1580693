package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.integration.support.VirtualTime;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.TlsOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, with a certificate for localhost made for the occasion. */
class TlsTest {
  private static SSLContext trusted;
  private static SSLContext untrusting;

  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.makeIn(folder);
    trusted = certificates.context();
    untrusting = certificates.untrustingContext();
  }

  @Async
  private Coroutine<Void> echoLines(StreamReader reader, StreamWriter writer) throws IOException {
    SSLEngine engine = (SSLEngine) Objects.requireNonNull(writer.getExtraInfo("ssl_object"));
    log.add("protocol " + engine.getApplicationProtocol());
    for (byte[] line : each(reader)) {
      writer.write(line);
      await(writer.drain());
    }
    writer.close();
    await(writer.waitClosed());
    log.add("client gone");
    return done();
  }

  @Async
  private Coroutine<Server> tlsServer() throws IOException {
    return startServer(this::echoLines, HOST, 0, ServerOptions.builder().ssl(trusted).build());
  }

  private static ConnectOptions.Builder tls() {
    return ConnectOptions.builder().ssl(trusted);
  }

  @Test
  void linesGoThereAndBackUntilCloseNotify() throws Exception {
    run(conversation());
    assertThat(log)
        .containsExactly(
            "CN=localhost", "TLS", "no half", "protocol h2", "hello\n", "client gone", "");
  }

  @Async
  private Coroutine<Void> conversation() throws IOException {
    SSLParameters both = new SSLParameters();
    both.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    SSLParameters one = new SSLParameters();
    one.setApplicationProtocols(new String[] {"h2"});
    Server server =
        await(
            startServer(
                this::echoLines,
                HOST,
                0,
                ServerOptions.builder().ssl(trusted).sslParameters(both).build()));
    Connection client =
        await(openConnection("localhost", port(server), tls().sslParameters(one).build()));
    StreamWriter writer = client.writer();
    X509Certificate certificate =
        (X509Certificate) Objects.requireNonNull(writer.getExtraInfo("peercert"));
    log.add(certificate.getSubjectX500Principal().getName());
    log.add(String.valueOf(writer.getExtraInfo("cipher")).substring(0, 3));
    assertThat(writer.getExtraInfo("sslcontext")).isSameAs(trusted);
    log.add(writer.canWriteEof() ? "half" : "no half");
    writer.write(bytes("hello\n"));
    log.add(text(await(client.reader().readline())));
    writer.close();
    await(writer.waitClosed());
    log.add(text(await(client.reader().read())));
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void muchDataInBothDirectionsAtOnce() throws Exception {
    run(muchData());
  }

  @Async
  private Coroutine<Void> muchData() throws IOException {
    byte[] data = new byte[4_000_000];
    new Random(1).nextBytes(data);
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  writer.write(data);
                  byte[] got = await(reader.readexactly(data.length));
                  assertThat(Arrays.equals(got, data)).isTrue();
                  await(writer.drain());
                  writer.close();
                  return done();
                },
                HOST,
                0,
                ServerOptions.builder().ssl(trusted).build()));
    Connection client = await(openConnection("localhost", port(server), tls().build()));
    client.writer().write(data);
    assertThat(Arrays.equals(await(client.reader().read()), data)).isTrue();
    client.writer().close();
    await(client.writer().waitClosed());
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void certificateMustBeTrustedAndForTheHost() throws Exception {
    run(badCertificates());
    assertThat(log).hasSizeGreaterThanOrEqualTo(3);
    assertThat(log.get(0)).contains("unable to find valid certification path");
    assertThat(log.get(1)).contains("No subject alternative DNS name matching other.example found");
    assertThat(log.get(2)).isEqualTo("protocol ");
  }

  @Async
  private Coroutine<Void> badCertificates() throws IOException {
    Server server = await(tlsServer());
    int port = port(server);
    try {
      await(openConnection(HOST, port, ConnectOptions.builder().ssl(untrusting).build()));
    } catch (SSLHandshakeException e) {
      log.add(e.getMessage());
    }
    try {
      await(openConnection(HOST, port, tls().serverHostname("other.example").build()));
    } catch (SSLHandshakeException e) {
      log.add(e.getMessage());
    }
    // An empty name checks nothing.
    Connection client = await(openConnection(HOST, port, tls().serverHostname("").build()));
    await(until(() -> log.contains("protocol ")));
    client.writer().close();
    server.abortClients();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void upgradeInMidStream() throws Exception {
    run(upgrade());
    assertThat(log)
        .containsExactly(
            "check_hostname requires server_hostname: give one, or an empty one to check nothing",
            "go on\n",
            "protocol ",
            "secret\n",
            "client gone");
  }

  @Async
  private Coroutine<Void> upgrade() throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  if (await(reader.readline()).length == 0) {
                    writer.close();
                    return done();
                  }
                  writer.write(bytes("go on\n"));
                  await(writer.startTls(trusted));
                  return echoLines(reader, writer);
                },
                HOST,
                0));
    Connection client = await(openConnection("localhost", port(server)));
    StreamWriter writer = client.writer();
    try {
      await(writer.startTls(trusted));
    } catch (IllegalArgumentException e) {
      log.add(e.getMessage());
    }
    writer.close();
    client = await(openConnection("localhost", port(server)));
    writer = client.writer();
    writer.write(bytes("STARTTLS\n"));
    log.add(text(await(client.reader().readline())));
    await(writer.startTls(trusted, TlsOptions.client().withServerHostname("localhost")));
    writer.write(bytes("secret\n"));
    log.add(text(await(client.reader().readline())));
    writer.close();
    await(writer.waitClosed());
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void garbageIsAnsweredByAnAlertAndHarmsNobodyElse() throws Exception {
    run(garbage());
    assertThat(log).containsExactly("protocol ", "still there\n", "client gone");
  }

  @Async
  private Coroutine<Void> garbage() throws IOException {
    getRunningLoop().setExceptionHandler((loop, context) -> log.add(context.toString()));
    Server server = await(tlsServer());
    Connection hostile = await(openConnection(HOST, port(server)));
    hostile.writer().write(bytes("GET / HTTP/1.1\r\n\r\n"));
    assertThat(await(hostile.reader().read())).startsWith(21, 3);
    hostile.writer().close();
    // A record that never becomes whole, and one that lies about its length.
    Connection slow = await(openConnection(HOST, port(server)));
    slow.writer().write(new byte[] {22, 3, 1, 1, 0, 1});
    Connection liar = await(openConnection(HOST, port(server)));
    liar.writer().write(new byte[] {22, 3, 1, -1, -1, 1});
    await(liar.reader().read());
    liar.writer().close();
    Connection good = await(openConnection("localhost", port(server), tls().build()));
    good.writer().write(bytes("still there\n"));
    log.add(text(await(good.reader().readline())));
    good.writer().close();
    await(good.writer().waitClosed());
    slow.writer().close();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void garbageAfterTheHandshakeFailsTheStream() throws Exception {
    run(lateGarbage());
    assertThat(log).hasSize(4).startsWith("protocol ", "x\n", "SSLException");
    assertThat(log.get(3)).endsWith("Received fatal alert: internal_error");
  }

  @Async
  private Coroutine<Void> lateGarbage() throws IOException {
    getRunningLoop()
        .setExceptionHandler(
            (loop, context) -> log.add(Objects.requireNonNull(context.exception()).getMessage()));
    Server server = await(tlsServer());
    Proxy proxy = new Proxy(port(server));
    await(proxy.start());
    Connection client = await(openConnection("localhost", proxy.port(), tls().build()));
    client.writer().write(bytes("x\n"));
    log.add(text(await(client.reader().readline())));
    proxy.inject(new byte[100]);
    try {
      await(client.reader().readline());
    } catch (SSLException e) {
      log.add("SSLException");
    }
    // The server has been told.
    await(until(() -> log.size() == 4));
    server.close();
    proxy.close();
    return done();
  }

  @Test
  void truncatedPeers() throws Exception {
    run(truncation());
    assertThat(log)
        .containsExactly(
            "Connection closed by the peer during the TLS handshake",
            "protocol ",
            "x\n",
            "client gone",
            "");
  }

  @Async
  private Coroutine<Void> truncation() throws IOException {
    Server deaf =
        await(
            startServer(
                (reader, writer) -> {
                  await(reader.read(1000));
                  writer.close();
                  return done();
                },
                HOST,
                0));
    try {
      await(openConnection("localhost", port(deaf), tls().build()));
    } catch (SocketException e) {
      log.add(e.getMessage());
    }
    // A client whose socket is closed without close-notify: an end of file, as in asyncio.
    Server server = await(tlsServer());
    Proxy proxy = new Proxy(port(server));
    await(proxy.start());
    Connection client = await(openConnection("localhost", proxy.port(), tls().build()));
    client.writer().write(bytes("x\n"));
    log.add(text(await(client.reader().readline())));
    proxy.cut();
    await(until(() -> log.contains("client gone")));
    log.add(text(await(client.reader().read())));
    client.writer().close();
    deaf.close();
    server.close();
    proxy.close();
    return done();
  }

  /** The JDK's engine encrypts nothing after that, as TLS 1.2 wants it. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void closeNotifyOfTls12DropsWhatWaits() throws Exception {
    run(closeNotifyWhileMuchWaits());
    assertThat(log).containsExactly("much waits", "over");
  }

  @Async
  private Coroutine<Void> closeNotifyWhileMuchWaits() throws IOException {
    Future<Void> over = getRunningLoop().createFuture();
    CountDownLatch written = new CountDownLatch(1);
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  await(reader.readline());
                  writer.write(new byte[60_000_000]);
                  log.add(writer.transport().getWriteBufferSize() > 0 ? "much waits" : "all sent");
                  written.countDown();
                  await(reader.read());
                  await(writer.waitClosed());
                  log.add("over");
                  over.setResult(null);
                  return done();
                },
                HOST,
                0,
                ServerOptions.builder().ssl(trusted).build()));
    int port = port(server);
    await(toThread(() -> closeOneDirectionAndReadOn(port, written)));
    await(over);
    server.close();
    await(server.waitClosed());
    return done();
  }

  private static void closeOneDirectionAndReadOn(int port, CountDownLatch written)
      throws IOException, InterruptedException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(HOST, port));
      SSLSocket tls =
          (SSLSocket) trusted.getSocketFactory().createSocket(plain, "localhost", port, false);
      tls.setEnabledProtocols(new String[] {"TLSv1.2"});
      tls.getOutputStream().write(bytes("go\n"));
      written.await();
      tls.shutdownOutput();
      plain.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void handshakeAndShutdownHaveTheirTimeouts() throws Exception {
    VirtualTime.run(timeouts());
    assertThat(log)
        .containsExactly(
            "SSL handshake is taking longer than 60.0 seconds: aborting the connection",
            "60 s",
            "protocol ",
            "x\n",
            "SSL shutdown timed out",
            "90 s");
  }

  @Async
  private Coroutine<Void> timeouts() throws IOException {
    EventLoop loop = getRunningLoop();
    Duration start = loop.time();
    Server silent = await(startServer((reader, writer) -> null, HOST, 0));
    try {
      await(openConnection("localhost", port(silent), tls().build()));
    } catch (SSLException e) {
      log.add(e.getMessage());
    }
    log.add(loop.time().minus(start).toSeconds() + " s");
    // A peer that never answers our close-notify.
    Server server = await(tlsServer());
    Proxy proxy = new Proxy(port(server));
    await(proxy.start());
    Connection client = await(openConnection("localhost", proxy.port(), tls().build()));
    client.writer().write(bytes("x\n"));
    log.add(text(await(client.reader().readline())));
    proxy.stall();
    client.writer().close();
    try {
      await(client.writer().waitClosed());
    } catch (IOException e) {
      log.add(e.getMessage());
    }
    log.add(loop.time().minus(start).toSeconds() + " s");
    proxy.close();
    server.close();
    silent.close();
    return done();
  }
}
