package org.asyncio4j.benchmarks.threads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import org.asyncio4j.benchmarks.echo.EchoServer;

/** A virtual thread for each connection, on blocking sockets. */
public final class ThreadEcho implements EchoServer {
  private static final int SIZE = 64 * 1024;

  /** Called by name. */
  public ThreadEcho() {}

  @Override
  public int start(Setup setup) throws Exception {
    ServerSocketFactory factory =
        setup.keys() == null
            ? ServerSocketFactory.getDefault()
            : setup.keys().context().getServerSocketFactory();
    ServerSocket server =
        factory.createServerSocket(0, Setup.BACKLOG, InetAddress.getByName("127.0.0.1"));
    VirtualThreads.start(() -> accept(server));
    return server.getLocalPort();
  }

  private static void accept(ServerSocket server) {
    try {
      for (; ; ) {
        Socket socket = server.accept();
        VirtualThreads.start(() -> echo(socket));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void echo(Socket accepted) {
    try (Socket socket = accepted) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] data = new byte[SIZE];
      int length;
      while ((length = in.read(data)) >= 0) {
        out.write(data, 0, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
