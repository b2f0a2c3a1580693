package org.asyncio4j.benchmarks.cases;

import java.util.Arrays;

/** What the programs of all rivals have in common. */
public final class Inputs {
  /** How many tasks yield in turn. */
  public static final int TASKS = 1000;

  /** How deep the chain is whose leaf yields once. */
  public static final int CHAIN = 10;

  /** How deep the recursion is. */
  public static final int DEPTH = 1000;

  /** How often its leaf yields. */
  public static final int LEAF_YIELDS = 100;

  /** Places of the queue between producer and consumer. */
  public static final int PLACES = 128;

  /** Children of a task group. */
  public static final int CHILDREN = 10;

  /** What the context variable is set to. */
  public static final int CONTEXT_VALUE = 7;

  /**
   * The hot loop awaits in each round, and suspends in each round whose number has none of these
   * bits.
   */
  public static final int SUSPENSION_MASK = 1023;

  private static final int HOT_LENGTH = 1000;

  private Inputs() {}

  /**
   * A result that the JVM has a box of, so that boxing is no part of what is measured.
   *
   * @param i the number of an operation
   * @return less than 128
   */
  public static int small(int i) {
    return i & 127;
  }

  /**
   * When a sleeper is to wake.
   *
   * @param i its number
   * @return milliseconds from its start
   */
  public static int delay(int i) {
    return 300 + (int) (i * 7919L % 300);
  }

  /** {@return what the hot loop goes through} */
  public static int[] hotData() {
    int[] data = new int[HOT_LENGTH];
    Arrays.setAll(data, i -> i * 31);
    return data;
  }

  static long smallSum(int operations) {
    long sum = 0;
    for (int i = 0; i < operations; i++) {
      sum += small(i);
    }
    return sum;
  }

  /**
   * The hot loop in a plain method.
   *
   * @param rounds how often to go through the data
   * @return the sum of the rounds
   */
  public static long hotSum(int rounds) {
    int[] data = hotData();
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        hash += data[i] * 17 ^ i;
      }
      sum += hash;
    }
    return sum;
  }
}
