package org.asyncio4j;

/** The failure of a future that nobody has looked at yet. */
final class UnretrievedFailure extends Watched<Future<?>, UnretrievedFailure> {
  final Throwable exception;

  /** What failed: "Task", "Future". */
  final String kind;

  UnretrievedFailure(
      Future<?> future, Throwable exception, WatchList<Future<?>, UnretrievedFailure> list) {
    super(future, list);
    this.exception = exception;
    this.kind = future.kind();
  }
}
