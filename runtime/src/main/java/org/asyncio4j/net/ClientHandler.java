package org.asyncio4j.net;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * What a server does with a client that has connected. Mirrors the {@code client_connected_cb} of
 * {@code asyncio.start_server}.
 */
@FunctionalInterface
public interface ClientHandler {
  /**
   * Called for each client, on the loop's thread.
   *
   * @param reader what comes from the client
   * @param writer what goes to it; to be closed by the handler
   * @return what is made a task; null if all is done. A failure goes to the loop's exception
   *     handler, and closes the connection, as a cancellation does
   * @throws Exception a failure
   */
  @Nullable Coroutine<Void> handle(StreamReader reader, StreamWriter writer) throws Exception;
}
