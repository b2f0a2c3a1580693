package org.asyncio4j.integration.stress;

/** Fairness: who is served came later than all who were served before. */
final class Order {
  private int tickets;
  private int served;

  int come() {
    return ++tickets;
  }

  void serve(int ticket, Object by) {
    Arena.check(ticket > served, "number " + ticket + " was served after " + served + " by " + by);
    served = ticket;
  }
}
