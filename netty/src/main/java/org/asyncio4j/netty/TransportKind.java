package org.asyncio4j.netty;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import org.jspecify.annotations.Nullable;

/** What of the system a loop's sockets are made of. */
public enum TransportKind {
  /** The JDK's selector; everywhere. */
  NIO,

  /**
   * Linux's epoll; with {@code netty-transport-classes-epoll} and {@code
   * netty-transport-native-epoll}.
   */
  EPOLL,

  /**
   * Linux's io_uring; with {@code netty-transport-classes-io_uring} and {@code
   * netty-transport-native-io_uring}. What is written goes out at the end of the turn, so that
   * {@code getWriteBufferSize} tells more than elsewhere. To be tried, not to be relied on: some of
   * the tests that pass on the other two fail on it, those of {@code sendfile}, datagrams and
   * Unix-domain sockets among them, and it is never chosen unless it is named.
   */
  IO_URING;

  /** {@return epoll where it is available, NIO elsewhere} */
  public static TransportKind best() {
    return EPOLL.isAvailable() ? EPOLL : NIO;
  }

  /** {@return whether this machine and the class path have it} */
  public boolean isAvailable() {
    return unavailabilityCause() == null;
  }

  /** {@return why it is not available; null if it is} */
  public @Nullable Throwable unavailabilityCause() {
    try {
      return switch (this) {
        case NIO -> null;
        case EPOLL -> Epoll.unavailabilityCause();
        case IO_URING -> IoUring.unavailabilityCause();
      };
    } catch (LinkageError e) {
      return e;
    }
  }

  /** The name of this kind in the system property that chooses a loop. */
  String engineName() {
    return switch (this) {
      case NIO -> "netty-nio";
      case EPOLL -> "netty-epoll";
      case IO_URING -> "netty-io_uring";
    };
  }

  /** New sockets of this kind. */
  Sockets sockets() {
    Throwable cause = unavailabilityCause();
    if (cause != null) {
      throw new IllegalStateException(
          "Netty's transport "
              + this
              + " is not available: "
              + cause
              + "; have its two jars, netty-transport-classes-* and netty-transport-native-* with"
              + " the classifier of this machine, on the class path, or take NIO",
          cause);
    }
    return switch (this) {
      case NIO -> new NioSockets();
      case EPOLL -> new EpollSockets();
      case IO_URING -> new UringSockets();
    };
  }
}
