package org.asyncio4j.integration.docs;

import org.asyncio4j.Coroutine;

/** What the parts of programs in the documentation take for granted: the reader's own code. */
public final class Names {
  private Names() {}

  /** A client of some server. */
  public interface Client {
    Coroutine<Void> connect();

    Coroutine<String> send(String message);
  }

  /** Another machine. */
  public interface Remote {
    Coroutine<Integer> add(int a, int b);
  }

  /** The reader's client. */
  public static Client client;

  /** The reader's other machine. */
  public static Remote remote;

  /** The reader's server. */
  public static Coroutine<Void> serve() {
    throw new UnsupportedOperationException("only compiled against");
  }

  /** A talk with it. */
  public static Coroutine<Void> exchange() {
    throw new UnsupportedOperationException("only compiled against");
  }

  /** A question to it. */
  public static Coroutine<String> ask(String question) {
    throw new UnsupportedOperationException("only compiled against");
  }
}
