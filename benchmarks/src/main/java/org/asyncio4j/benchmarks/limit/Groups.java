package org.asyncio4j.benchmarks.limit;

import org.asyncio4j.benchmarks.cases.Inputs;
import org.jspecify.annotations.Nullable;

/** A group of children, awaited by whoever spawned them. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Groups extends Frame {
  private final int groups;
  private int group;
  private long sum;

  private Groups(int groups) {
    this.groups = groups;
  }

  static long run(int groups) {
    return (Long) Loop.run(new Groups(groups));
  }

  @Override
  @Nullable Object resume(@Nullable Object value) {
    if (state == 1) {
      sum += (Integer) value;
      group++;
    }
    for (; group < groups; group++) {
      Object outcome = await(new Group());
      if (outcome == SUSPENDED) {
        state = 1;
        return SUSPENDED;
      }
      sum += (Integer) outcome;
    }
    return sum;
  }

  private static final class Group extends Frame {
    private int pending = Inputs.CHILDREN;
    private int sum;
    private Job parent;

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0) {
        for (int i = 0; i < Inputs.CHILDREN; i++) {
          Job.spawn(new Child(this));
        }
        parent = park();
        state = 1;
        return SUSPENDED;
      }
      return sum;
    }
  }

  private static final class Child extends Frame {
    private final Group group;

    Child(Group group) {
      this.group = group;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0) {
        state = 1;
        return yieldNow();
      }
      group.sum++;
      if (--group.pending == 0) {
        group.parent.wake(null);
      }
      return null;
    }
  }
}
