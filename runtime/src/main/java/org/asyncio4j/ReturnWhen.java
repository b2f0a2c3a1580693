package org.asyncio4j;

/** When {@link Asyncio#wait} returns. Mirrors asyncio's constants of these names. */
public enum ReturnWhen {
  /** When any future is done. */
  FIRST_COMPLETED,
  /** When any future has failed, or all are done. A cancellation is no failure. */
  FIRST_EXCEPTION,
  /** When all futures are done. */
  ALL_COMPLETED
}
