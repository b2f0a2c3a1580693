package org.asyncio4j.integration.stress;

import org.asyncio4j.Coroutine;

/**
 * Something that many tasks use at once, and what must always hold of it. Each visitor may be
 * cancelled wherever it waits.
 */
abstract class Arena {
  final Chance chance;

  Arena(Chance chance) {
    this.chance = chance;
  }

  /** One use of it, by a task that has nothing to do with the others. */
  abstract Coroutine<Void> visit();

  /** Lets those go on who wait for other visitors. */
  abstract Coroutine<Void> relieve();

  /** Checks, when the loop has nothing to do, that nobody waits for what is there. */
  abstract void checkIdle();

  /** Checks that nothing of all the visitors is left. */
  abstract void checkLeft();

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** Whether a primitive's description counts somebody who waits. */
  static boolean hasWaiters(Object primitive) {
    return primitive.toString().contains("waiters:");
  }

  static void checkText(Object primitive, String expected) {
    check(primitive.toString().equals(expected), primitive + " should be " + expected);
  }
}
