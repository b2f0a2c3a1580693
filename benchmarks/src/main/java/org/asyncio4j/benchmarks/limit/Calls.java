package org.asyncio4j.benchmarks.limit;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import org.asyncio4j.benchmarks.cases.Inputs;
import org.jspecify.annotations.Nullable;

/** Coroutines that await coroutines. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Calls {
  private Calls() {}

  static long coroutine(int awaits) {
    return (Long) Loop.run(new Summing(awaits));
  }

  static long future(int awaits) {
    return (Long) Loop.run(new SummingPromises(awaits));
  }

  static long chain(int calls) {
    return (Long) Loop.run(new Calling(calls));
  }

  static long recursion(int calls) {
    Descent.count = 0;
    Loop.run(new Descending(calls));
    return Descent.count;
  }

  private static final class Value extends Frame {
    private final int i;

    Value(int i) {
      this.i = i;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      return small(i);
    }
  }

  private static final class Summing extends Frame {
    private final int awaits;
    private int i;
    private long sum;

    Summing(int awaits) {
      this.awaits = awaits;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int i = this.i;
      long sum = this.sum;
      if (state == 1) {
        sum += (Integer) value;
        i++;
      }
      for (; i < awaits; i++) {
        Object outcome = await(new Value(i));
        if (outcome == SUSPENDED) {
          this.i = i;
          this.sum = sum;
          state = 1;
          return SUSPENDED;
        }
        sum += (Integer) outcome;
      }
      return sum;
    }
  }

  private static final class SummingPromises extends Frame {
    private final int awaits;
    private final Promise[] promises = new Promise[128];
    private int i;
    private long sum;

    SummingPromises(int awaits) {
      this.awaits = awaits;
      for (int i = 0; i < promises.length; i++) {
        promises[i] = new Promise();
        promises[i].set(i);
      }
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int i = this.i;
      long sum = this.sum;
      if (state == 1) {
        sum += (Integer) value;
        i++;
      }
      for (; i < awaits; i++) {
        Object outcome = await(promises[small(i)]);
        if (outcome == SUSPENDED) {
          this.i = i;
          this.sum = sum;
          state = 1;
          return SUSPENDED;
        }
        sum += (Integer) outcome;
      }
      return sum;
    }
  }

  /** A call of {@code depth} frames, the last of which yields; returns their number. */
  private static final class Link extends Frame {
    private final int depth;

    Link(int depth) {
      this.depth = depth;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0) {
        if (depth == 1) {
          state = 1;
          return yieldNow();
        }
        Object outcome = await(new Link(depth - 1));
        if (outcome == SUSPENDED) {
          state = 2;
          return SUSPENDED;
        }
        return (Integer) outcome + 1;
      }
      return state == 1 ? 1 : (Integer) value + 1;
    }
  }

  private static final class Calling extends Frame {
    private final int calls;
    private int i;
    private long sum;

    Calling(int calls) {
      this.calls = calls;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int i = this.i;
      long sum = this.sum;
      if (state == 1) {
        sum += (Integer) value;
        i++;
      }
      for (; i < calls; i++) {
        Object outcome = await(new Link(Inputs.CHAIN));
        if (outcome == SUSPENDED) {
          this.i = i;
          this.sum = sum;
          state = 1;
          return SUSPENDED;
        }
        sum += (Integer) outcome;
      }
      return sum;
    }
  }

  private static final class Descent extends Frame {
    static long count;

    private final int depth;
    private int i;

    Descent(int depth) {
      this.depth = depth;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (depth > 1) {
        if (state == 0 && await(new Descent(depth - 1)) == SUSPENDED) {
          state = 2;
          return SUSPENDED;
        }
      } else {
        int i = this.i;
        if (state == 1) {
          count++;
          i++;
        }
        if (i < Inputs.LEAF_YIELDS) {
          this.i = i;
          state = 1;
          return yieldNow();
        }
      }
      count++;
      return null;
    }
  }

  private static final class Descending extends Frame {
    private final int calls;
    private int i;

    Descending(int calls) {
      this.calls = calls;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int i = this.i;
      if (state == 1) {
        i++;
      }
      for (; i < calls; i++) {
        if (await(new Descent(Inputs.DEPTH)) == SUSPENDED) {
          this.i = i;
          state = 1;
          return SUSPENDED;
        }
      }
      return null;
    }
  }
}
