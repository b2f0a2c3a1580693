package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;

/** Names failures of channels, which are often plain {@link IOException}s, by the JDK's types. */
public final class SocketFailures {
  private SocketFailures() {}

  /**
   * Names what befell a connection.
   *
   * @param failure what the channel said
   * @return a {@link SocketException}, or a more specific type if it was one
   */
  public static IOException ofConnection(IOException failure) {
    return failure.getClass() == IOException.class
        ? withCause(new SocketException(failure.getMessage()), failure)
        : failure;
  }

  /**
   * Says why connecting failed, naming the address.
   *
   * @param address where to
   * @param failure what the channel said
   * @return a {@link SocketException}
   */
  public static IOException ofConnect(SocketAddress address, IOException failure) {
    String message = "Connect call failed " + address + ": " + failure.getMessage();
    return failure instanceof ConnectException
        ? withCause(new ConnectException(message), failure)
        : withCause(new SocketException(message), failure);
  }

  /**
   * Says why binding failed, naming the address.
   *
   * @param address what to
   * @param failure what the channel said
   * @return a {@link BindException}
   */
  public static IOException ofBind(SocketAddress address, IOException failure) {
    return withCause(
        new BindException(
            "error while attempting to bind on address " + address + ": " + failure.getMessage()),
        failure);
  }

  private static <X extends IOException> X withCause(X failure, Throwable cause) {
    failure.initCause(cause);
    return failure;
  }
}
