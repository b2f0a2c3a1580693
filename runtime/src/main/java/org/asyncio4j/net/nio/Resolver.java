package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.NameInfo;
import org.jspecify.annotations.Nullable;

/** Resolves names by the JDK's resolver, which blocks: in the loop's default executor. */
final class Resolver {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final EventLoop loop;

  Resolver(EventLoop loop) {
    this.loop = loop;
  }

  /** {@return a coroutine that returns at least one address; at once for a literal} */
  Coroutine<List<InetSocketAddress>> resolve(String host, int port) {
    return new Sequence<>(1) {
      @Override
      @Nullable Object step(int number, @Nullable Object value) throws Throwable {
        return isLiteral(host)
            ? lookUp(host, port)
            : await(loop.runInExecutor(null, () -> lookUp(host, port)));
      }

      @Override
      protected String qualifiedName() {
        return "getaddrinfo";
      }
    };
  }

  /** {@return a coroutine that returns an address's name} */
  Coroutine<NameInfo> getnameinfo(InetSocketAddress sockaddr) {
    return new Sequence<>(1) {
      @Override
      @Nullable Object step(int number, @Nullable Object value) throws Throwable {
        InetAddress address = sockaddr.getAddress();
        if (address == null) {
          throw new UnknownHostException(sockaddr.getHostString());
        }
        String service = Integer.toString(sockaddr.getPort());
        return await(
            loop.runInExecutor(null, () -> new NameInfo(address.getCanonicalHostName(), service)));
      }

      @Override
      protected String qualifiedName() {
        return "getnameinfo";
      }
    };
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  private static List<InetSocketAddress> lookUp(String host, int port) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      addresses.add(new InetSocketAddress(address, port));
    }
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return addresses;
  }
}
