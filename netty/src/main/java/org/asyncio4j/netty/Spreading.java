package org.asyncio4j.netty;

import java.io.IOException;
import java.util.List;
import org.asyncio4j.net.TransportSocket;
import org.asyncio4j.net.nio.Listening;
import org.asyncio4j.net.nio.Wire;

/** A socket that listens for several loops: they get its connections in turn, its own one first. */
final class Spreading implements Listening {
  private final Listening socket;
  private final List<Handover> others;
  private int turn;

  Spreading(Listening socket, List<Handover> others) {
    this.socket = socket;
    this.others = others;
  }

  @Override
  public void start(Clients own) {
    socket.start(
        new Clients() {
          @Override
          public void accepted(Wire wire) {
            int next = turn;
            turn = (turn + 1) % (others.size() + 1);
            if (next == 0) {
              own.accepted(wire);
            } else {
              others.get(next - 1).take(((NettyWire) wire).channel());
            }
          }

          @Override
          public void failed(IOException failure) {
            own.failed(failure);
          }
        });
  }

  @Override
  public void pause() {
    socket.pause();
  }

  @Override
  public void close() {
    socket.close();
  }

  @Override
  public TransportSocket socket() {
    return socket.socket();
  }
}
