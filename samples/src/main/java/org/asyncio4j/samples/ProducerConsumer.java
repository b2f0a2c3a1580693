package org.asyncio4j.samples;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.sync.Queue;
import org.asyncio4j.sync.QueueShutDownException;

/**
 * A baker and two clerks, with a shelf for two loaves between them.
 *
 * <p>{@code await(shelf.put(loaf))} suspends the baker while the shelf is full, and {@code
 * await(shelf.get())} a clerk while it is empty: so the faster waits for the slower, and no shelf
 * grows without end. {@code shutdown()} says that nothing more will come; who has taken the last
 * loaf then gets a {@link QueueShutDownException}. {@code join()} waits until {@code taskDone()}
 * has been called for every loaf, which is later than the moment when the shelf is empty.
 */
final class ProducerConsumer {
  private ProducerConsumer() {}

  @Async
  static Coroutine<Void> bake(Queue<String> shelf) {
    for (String loaf : List.of("rye", "wheat", "spelt", "oat", "corn", "millet")) {
      await(sleep(ofSeconds(1)));
      await(shelf.put(loaf));
      System.out.println(loaf + " is on the shelf");
    }
    shelf.shutdown();
    return done();
  }

  @Async
  static Coroutine<Void> sell(String clerk, Queue<String> shelf) {
    try {
      while (true) {
        String loaf = await(shelf.get());
        await(sleep(ofSeconds(4)));
        System.out.println(clerk + " has sold " + loaf);
        shelf.taskDone();
      }
    } catch (QueueShutDownException e) {
      System.out.println(clerk + " goes home");
    }
    return done();
  }

  @Async
  static Coroutine<Void> main() {
    Queue<String> shelf = new Queue<>(2);
    Task<Void> ada = createTask(sell("Ada", shelf));
    Task<Void> ben = createTask(sell("Ben", shelf));

    await(bake(shelf));
    System.out.println("all baked, still to be sold: " + shelf.qsize());
    await(shelf.join());
    System.out.println("all sold");

    await(gather(ada, ben));
    return done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
