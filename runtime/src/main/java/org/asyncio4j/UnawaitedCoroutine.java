package org.asyncio4j;

/** The record of a coroutine that has not begun: what it is called and where it was made. */
final class UnawaitedCoroutine extends Watched<Coroutine<?>, UnawaitedCoroutine> {
  final String name;
  final StackTraceElement[] made;
  final UnawaitedCoroutines owner;

  UnawaitedCoroutine(
      Coroutine<?> coroutine,
      String name,
      StackTraceElement[] made,
      UnawaitedCoroutines owner,
      WatchList<Coroutine<?>, UnawaitedCoroutine> list) {
    super(coroutine, list);
    this.name = name;
    this.made = made;
    this.owner = owner;
  }
}
