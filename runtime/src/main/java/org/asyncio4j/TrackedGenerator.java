package org.asyncio4j;

/**
 * An asynchronous generator that a loop will have to close, unless it ends before.
 *
 * <p>Holds all that it takes to close the generator, but not the generator itself. If its body
 * refers to that, through the object whose method it is for example, it is collected no sooner than
 * its loop.
 */
final class TrackedGenerator extends Watched<AsyncGenerator<?>, TrackedGenerator> {
  final GeneratorState state;
  private final EventLoop loop;

  TrackedGenerator(
      AsyncGenerator<?> generator,
      EventLoop loop,
      WatchList<AsyncGenerator<?>, TrackedGenerator> list) {
    super(generator, list);
    this.state = generator.state;
    this.loop = loop;
  }

  /** The generator has ended. */
  void forget() {
    // It may have ended on another thread than that of its first item. Then it stays listed, which
    // does no harm: closing what has ended does nothing.
    if (loop == EventLoop.runningOrNull()) {
      loop.generators.remove(this);
    }
  }
}
