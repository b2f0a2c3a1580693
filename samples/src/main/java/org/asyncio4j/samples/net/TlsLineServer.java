package org.asyncio4j.samples.net;

import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.startServer;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;

/**
 * Sends back each line over TLS: {@code openssl s_client -connect localhost:8443 -alpn lines}, or
 * {@link TlsLineClient}.
 *
 * <p>Its key is in a file that the JDK's {@code keytool -genkeypair} makes. A client that names
 * protocols (ALPN) must have {@code lines} among them.
 */
public final class TlsLineServer {
  private TlsLineServer() {}

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    for (byte[] line : each(reader)) {
      writer.write(line);
      await(writer.drain());
    }
    writer.close();
    return done();
  }

  /**
   * Listens.
   *
   * @param context has the server's key
   * @param host where
   * @param port the port; 0 for any free one
   * @return a coroutine that returns the server
   * @throws IOException if it cannot listen there
   */
  public static Coroutine<Server> start(SSLContext context, String host, int port)
      throws IOException {
    SSLParameters parameters = new SSLParameters();
    parameters.setApplicationProtocols(new String[] {"lines"});
    ServerOptions tls = ServerOptions.builder().ssl(context).sslParameters(parameters).build();
    return startServer(TlsLineServer::echo, host, port, tls);
  }

  private static SSLContext contextOf(File keys, char[] password)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(KeyStore.getInstance(keys, password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /**
   * Serves until it is interrupted.
   *
   * @param args the file of the key, its password, and the port; 8443 if there is none
   */
  @Async
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    SSLContext context = contextOf(new File(args[0]), args[1].toCharArray());
    int port = args.length > 2 ? Integer.parseInt(args[2]) : 8443;
    Server server = await(start(context, "127.0.0.1", port));
    System.out.println("serving on " + server.sockets().get(0).getsockname());
    await(server.serveForever());
  }
}
