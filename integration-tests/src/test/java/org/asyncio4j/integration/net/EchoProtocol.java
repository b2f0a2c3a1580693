package org.asyncio4j.integration.net;

import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Sends back what it gets. */
final class EchoProtocol implements Protocol {
  private @Nullable Transport transport;

  @Override
  public void connectionMade(Transport made) {
    transport = made;
  }

  @Override
  public void dataReceived(byte[] data) {
    if (transport != null) {
      transport.write(data);
    }
  }
}
