package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What most tasks never have: a name of their own, and requests to cancel them. So that the others
 * need no room for it, not even a reference, it takes the place of the context. Confined to the
 * loop's thread, as the {@link Task} is.
 */
final class TaskDetails {
  /** See {@link Context#current()}. */
  Object context;

  /** Null for the default. */
  @Nullable String name;

  /** How many requests to cancel are open. */
  int cancelRequests;

  /** A cancellation has been requested that no future could be told of: the next step throws it. */
  boolean mustCancel;

  /**
   * The {@link CancelOrigin} of the requested cancellation if {@link #mustCancel}, else a Throwable
   * that the next step is to throw into the coroutine, or null.
   */
  @Nullable Object request;

  TaskDetails(Object context) {
    this.context = context;
  }

  void withdraw() {
    mustCancel = false;
    request = null;
  }
}
