package org.asyncio4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Lets threads do things at the same moment, round after round, each with fresh objects and a
 * random head start for some: a small counterpart of jcstress that runs within a test. How long is
 * up to the system property {@code asyncio4j.raceMillis}; a round that hangs is the test's
 * timeout's.
 */
public final class Race {
  private static final long MILLIS = Long.getLong("asyncio4j.raceMillis", 300);
  private static final int LONGEST_HEAD_START = 200;

  private Race() {}

  /** What one thread does in a round. */
  public interface Actor {
    void act() throws Exception;
  }

  /**
   * One round.
   *
   * @param actors what happens at the same time, the first on the thread of the test
   * @param check looks at what came of it, when all are over
   */
  public record Round(List<Actor> actors, Actor check) {}

  /**
   * Runs rounds until the time is over.
   *
   * @param rounds makes each round; all have the same number of actors
   * @return how many were run
   */
  public static int run(Supplier<Round> rounds) throws Exception {
    AtomicReference<Round> current = new AtomicReference<>(rounds.get());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    int count = current.get().actors().size();
    SpinBarrier begin = new SpinBarrier(count);
    SpinBarrier end = new SpinBarrier(count);
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int index = i;
      Thread thread =
          new Thread(
              () -> {
                SplittableRandom random = new SplittableRandom(index);
                while (true) {
                  begin.await();
                  Round round = current.get();
                  if (round == null) {
                    return;
                  }
                  act(round, index, random, failure);
                  end.await();
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    SplittableRandom random = new SplittableRandom(0);
    long deadline = System.nanoTime() + MILLIS * 1_000_000;
    int played = 0;
    while (failure.get() == null && (played == 0 || System.nanoTime() < deadline)) {
      begin.await();
      act(current.get(), 0, random, failure);
      end.await();
      if (failure.get() == null) {
        current.get().check().act();
        played++;
        current.set(rounds.get());
      }
    }
    current.set(null);
    begin.await();
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new AssertionError("an actor failed", failure.get());
    }
    return played;
  }

  private static void act(
      Round round, int index, SplittableRandom random, AtomicReference<Throwable> failure) {
    for (int i = random.nextInt(LONGEST_HEAD_START); i > 0; i--) {
      Thread.onSpinWait();
    }
    try {
      round.actors().get(index).act();
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    }
  }

  /** Lets all go on within nanoseconds of each other, which {@link CyclicBarrier} does not. */
  private static final class SpinBarrier {
    private static final int SPINS = 1000;

    private final int parties;
    private final AtomicInteger arrived = new AtomicInteger();

    SpinBarrier(int parties) {
      this.parties = parties;
    }

    void await() {
      int mine = arrived.getAndIncrement();
      int full = mine - mine % parties + parties;
      for (int i = 0; arrived.get() - full < 0; i++) {
        if (i < SPINS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }
  }
}
