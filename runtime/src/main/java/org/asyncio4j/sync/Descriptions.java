package org.asyncio4j.sync;

/** asyncio's forms of {@code repr}, less the module and the address. */
final class Descriptions {
  private Descriptions() {}

  /** {@code <Lock [unlocked, waiters:1]>}. */
  static String of(Object primitive, String state, Waiters waiters) {
    String waiting = waiters.isEmpty() ? "" : ", waiters:" + waiters.size();
    return '<' + primitive.getClass().getSimpleName() + " [" + state + waiting + "]>";
  }
}
