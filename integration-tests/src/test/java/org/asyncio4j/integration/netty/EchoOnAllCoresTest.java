package org.asyncio4j.integration.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Unix;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NameResolver;
import io.netty.util.concurrent.Future;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncio4j.integration.net.Conversation;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.netty.GroupServer;
import org.asyncio4j.netty.LoopGroup;
import org.asyncio4j.netty.Netty;
import org.asyncio4j.netty.TransportKind;
import org.asyncio4j.samples.net.EchoOnAllCores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The sample of a group of loops, here and as a program in a module of its own. */
class EchoOnAllCoresTest {
  /** The JDK that prints a warning where JNI is used without leave: JEP 472. */
  private static final int WARNS_OF_NATIVE_ACCESS = 24;

  private static final String HOST = "127.0.0.1";

  /** A class of each jar that our module requires, or those require. */
  private static final List<Class<?>> NIO =
      List.of(
          ByteBuf.class,
          ByteToMessageDecoder.class,
          Channel.class,
          Future.class,
          NameResolver.class,
          SslHandler.class,
          Unix.class);

  /** {@return where the client is, having checked that it is echoed} */
  private static String visit(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName(HOST), port)) {
      BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      String greeting = reader.readLine();
      socket.getOutputStream().write("hello\n".getBytes());
      assertThat(reader.readLine()).isEqualTo("hello");
      socket.shutdownOutput();
      assertThat(reader.readLine()).isNull();
      return greeting;
    }
  }

  @Test
  void clientsAreSpreadOverTheLoops() throws IOException {
    EchoOnAllCores echo = new EchoOnAllCores();
    try (LoopGroup group = Netty.loopGroup(2, TransportKind.NIO);
        GroupServer server = echo.start(group, HOST, 0)) {
      Set<String> greetings = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        greetings.add(visit(server.addresses().get(0).getPort()));
      }
      assertThat(greetings)
          .containsExactlyInAnyOrder(
              "you are on asyncio4j-netty-loop-0", "you are on asyncio4j-netty-loop-1");
      assertThat(echo.clients()).isEqualTo(4);
    }
  }

  /** A module that requires ours alone. */
  @Test
  void runsOnTheModulePath(@TempDir Path directory) throws Exception {
    expectEcho(directory, "NIO", "", NIO);
  }

  static boolean hasEpoll() {
    return TransportKind.EPOLL.isAvailable();
  }

  @Test
  @EnabledIf("hasEpoll")
  void runsOnTheModulePathWithEpoll(@TempDir Path directory) throws Exception {
    expectEcho(
        directory,
        "EPOLL",
        " requires io.netty.transport.classes.epoll;",
        Stream.concat(NIO.stream(), Stream.of(Epoll.class)).toList());
  }

  private static void expectEcho(
      Path directory, String kind, String furtherModules, List<Class<?>> ofNetty) throws Exception {
    Path module =
        Files.writeString(
            directory.resolve("module-info.java"),
            "module guest { requires org.asyncio4j.netty;" + furtherModules + " }");
    Path source =
        Path.of(System.getProperty("basedir", ""))
            .resolve("../samples/src/main/java")
            .resolve(EchoOnAllCores.class.getName().replace('.', '/') + ".java");
    Path classes = directory.resolve("classes");
    List<Path> modules = new ArrayList<>(List.of(Artefacts.runtimeJar(), Artefacts.nettyJar()));
    for (Class<?> type : ofNetty) {
      modules.add(jarOf(type));
    }
    String path = Artefacts.classPath(modules.toArray(Path[]::new));
    Compilers.javac(classes, module, "--module-path", path, source.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
      command.add("--enable-native-access=io.netty.common");
    }
    command.addAll(
        List.of(
            "-javaagent:" + Artefacts.agentJar(),
            // The native library is no module.
            "-cp",
            nativeLibraries(),
            "--module-path",
            path + File.pathSeparator + classes,
            "--module",
            "guest/" + EchoOnAllCores.class.getName(),
            "0"));
    try (Conversation server = Conversation.begin(command)) {
      String serving = Objects.requireNonNull(server.hear(), server::errors);
      assertThat(serving).startsWith("<LoopGroup size=").contains("kind=" + kind);
      int port = Integer.parseInt(serving.substring(serving.lastIndexOf(':') + 1));
      assertThat(visit(port)).startsWith("you are on asyncio4j-netty-loop-");
      assertThat(server.errors()).isEmpty();
    }
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String nativeLibraries() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> entry.contains("netty-transport-native-epoll"))
        .findFirst()
        .orElse("");
  }
}
