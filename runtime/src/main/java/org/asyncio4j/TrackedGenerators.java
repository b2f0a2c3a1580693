package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous generators that were first used on one loop and have not ended, oldest first.
 * Confined to the loop's thread. What the hooks of {@code sys.set_asyncgen_hooks} do in asyncio.
 */
final class TrackedGenerators {
  private final WatchList<AsyncGenerator<?>, TrackedGenerator> generators = new WatchList<>();

  boolean isEmpty() {
    return generators.isEmpty();
  }

  TrackedGenerator add(AsyncGenerator<?> generator, EventLoop loop) {
    TrackedGenerator tracked = new TrackedGenerator(generator, loop, generators);
    generators.add(tracked);
    return tracked;
  }

  void remove(TrackedGenerator tracked) {
    generators.remove(tracked);
  }

  /** Has those closed by tasks that were collected before their end. */
  void closeCollected(EventLoop loop) {
    @Nullable TrackedGenerator tracked;
    while ((tracked = generators.removeCollected()) != null) {
      tracked.state.untrack();
      if (!tracked.state.closed) {
        loop.createTask(GeneratorThrow.aclose(tracked.state, null));
      }
    }
  }

  /** Takes all of them out. */
  List<GeneratorState> removeAll() {
    List<GeneratorState> all = new ArrayList<>();
    @Nullable TrackedGenerator tracked;
    while ((tracked = generators.removeOldest()) != null) {
      tracked.state.untrack();
      all.add(tracked.state);
    }
    return all;
  }
}
