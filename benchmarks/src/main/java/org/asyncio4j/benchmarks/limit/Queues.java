package org.asyncio4j.benchmarks.limit;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.ArrayDeque;
import org.asyncio4j.benchmarks.cases.Inputs;
import org.jspecify.annotations.Nullable;

/** Two tasks and what passes between them. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Queues {
  private Queues() {}

  static long pingPong(int rounds) {
    Line there = new Line(1);
    Line back = new Line(1);
    return (Long) Loop.run(new Start(new Pong(there, back, rounds), new Ping(there, back, rounds)));
  }

  static long produce(int items) {
    Line line = new Line(Inputs.PLACES);
    return (Long) Loop.run(new Start(new Producer(line, items), new Consumer(line, items)));
  }

  /** Spawns one, awaits the other. */
  private static final class Start extends Frame {
    private final Frame spawned;
    private final Frame awaited;

    Start(Frame spawned, Frame awaited) {
      this.spawned = spawned;
      this.awaited = awaited;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 1) {
        return value;
      }
      Job.spawn(spawned);
      state = 1;
      return await(awaited);
    }
  }

  /** A queue of a power of two of places. */
  private static final class Line {
    private final @Nullable Object[] ring;
    private int head;
    private int size;
    private final ArrayDeque<Job> getters = new ArrayDeque<>();
    private final ArrayDeque<Job> putters = new ArrayDeque<>();

    Line(int places) {
      ring = new Object[places];
    }

    private Object waitIn(ArrayDeque<Job> line, Frame frame) {
      line.add(frame.park());
      return Frame.SUSPENDED;
    }

    private void wakeOne(ArrayDeque<Job> line) {
      Job job = line.poll();
      if (job != null) {
        job.wake(null);
      }
    }
  }

  private static final class Get extends Frame {
    private final Line line;

    Get(Line line) {
      this.line = line;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (line.size == 0) {
        return line.waitIn(line.getters, this);
      }
      int index = line.head++ & (line.ring.length - 1);
      Object item = line.ring[index];
      line.ring[index] = null;
      line.size--;
      line.wakeOne(line.putters);
      return item;
    }
  }

  private static final class Put extends Frame {
    private final Line line;
    private final Object item;

    Put(Line line, Object item) {
      this.line = line;
      this.item = item;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (line.size == line.ring.length) {
        return line.waitIn(line.putters, this);
      }
      line.ring[(line.head + line.size++) & (line.ring.length - 1)] = item;
      line.wakeOne(line.getters);
      return null;
    }
  }

  private static final class Ping extends Frame {
    private final Line there;
    private final Line back;
    private final int rounds;
    private int round;
    private long sum;

    Ping(Line there, Line back, int rounds) {
      this.there = there;
      this.back = back;
      this.rounds = rounds;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int resumed = state;
      while (resumed != 0 || round < rounds) {
        if (resumed == 0 && await(new Put(there, small(round))) == SUSPENDED) {
          state = 1;
          return SUSPENDED;
        }
        Object item = value;
        if (resumed != 2) {
          item = await(new Get(back));
          if (item == SUSPENDED) {
            state = 2;
            return SUSPENDED;
          }
        }
        sum += (Integer) item;
        resumed = 0;
        round++;
      }
      return sum;
    }
  }

  private static final class Pong extends Frame {
    private final Line there;
    private final Line back;
    private final int rounds;
    private int round;

    Pong(Line there, Line back, int rounds) {
      this.there = there;
      this.back = back;
      this.rounds = rounds;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int resumed = state;
      Object item = value;
      while (resumed != 0 || round < rounds) {
        if (resumed == 0) {
          item = await(new Get(there));
          if (item == SUSPENDED) {
            state = 1;
            return SUSPENDED;
          }
        }
        if (resumed != 2 && await(new Put(back, item)) == SUSPENDED) {
          state = 2;
          return SUSPENDED;
        }
        resumed = 0;
        round++;
      }
      return null;
    }
  }

  private static final class Producer extends Frame {
    private final Line line;
    private final int items;
    private int next;

    Producer(Line line, int items) {
      this.line = line;
      this.items = items;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      while (next < items) {
        if (await(new Put(line, small(next++))) == SUSPENDED) {
          return SUSPENDED;
        }
      }
      return null;
    }
  }

  private static final class Consumer extends Frame {
    private final Line line;
    private final int items;
    private int got;
    private long sum;

    Consumer(Line line, int items) {
      this.line = line;
      this.items = items;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 1) {
        state = 0;
        got++;
        sum += (Integer) value;
      }
      for (; got < items; got++) {
        Object item = await(new Get(line));
        if (item == SUSPENDED) {
          state = 1;
          return SUSPENDED;
        }
        sum += (Integer) item;
      }
      return sum;
    }
  }
}
