package org.asyncio4j.netty;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names what befell a channel as the JDK would. */
final class NettyFailures {
  /** How Netty's native code words what a system call failed with. */
  private static final Pattern NATIVE =
      Pattern.compile(".+ failed with error\\(-\\d+\\): ?([^:]*)(: .*)?", Pattern.DOTALL);

  private NettyFailures() {}

  /** The failure of a channel. */
  static IOException of(Throwable failure) {
    if (!(failure instanceof IOException io)) {
      return new IOException(failure);
    }
    String words = systemsWords(io);
    if (words == null && io instanceof SocketException && io.getCause() instanceof IOException e) {
      // Netty adds the address to the message, and keeps the original.
      return of(e);
    }
    return words == null ? io : named(words, io);
  }

  /** Why a channel could not be opened: what the system said, which Netty has wrapped. */
  static IOException ofOpening(RuntimeException failure) {
    if (failure.getCause() instanceof IOException cause) {
      return of(cause);
    }
    throw failure;
  }

  private static @Nullable String systemsWords(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure instanceof FileNotFoundException ? "No such file or directory" : null;
    }
    Matcher matcher = NATIVE.matcher(message);
    if (!matcher.matches()) {
      return null;
    }
    String words = matcher.group(1);
    return words.equals("Connection reset by peer") ? "Connection reset" : words;
  }

  private static IOException named(String words, IOException cause) {
    IOException named =
        cause instanceof ConnectException
            ? new ConnectException(words)
            : cause instanceof PortUnreachableException
                ? new PortUnreachableException(words)
                : new SocketException(words);
    named.initCause(cause);
    return named;
  }
}
