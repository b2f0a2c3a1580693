package org.asyncio4j.benchmarks;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What could be reached at best: state machines as the compiler should write them, on a bare loop
 * without contexts, cancellation, futures or checks.
 */
@SuppressWarnings("NullAway") // A null check would be one.
final class HandWritten {
  private static final Object SUSPENDED = new Object();

  private HandWritten() {}

  static void pingPong(int rounds) {
    Loop loop = new Loop();
    Line there = new Line(loop, 1);
    Line back = new Line(loop, 1);
    loop.ready.add(new Job(new Pong(there, back, rounds)));
    loop.ready.add(new Job(new Ping(there, back, rounds)));
    loop.run();
  }

  static long producerConsumer(int items) {
    Loop loop = new Loop();
    Line line = new Line(loop, 128);
    Consumer consumer = new Consumer(line, items);
    loop.ready.add(new Job(consumer));
    loop.ready.add(new Job(new Producer(line, items)));
    loop.run();
    return consumer.sum;
  }

  /** A coroutine: state, awaiter, and its locals in a subclass. */
  private abstract static class Frame {
    int state;
    @Nullable Frame awaiter;

    abstract @Nullable Object resume(@Nullable Object value);

    final @Nullable Object await(Frame child) {
      Object outcome = child.resume(null);
      if (outcome == SUSPENDED) {
        child.awaiter = this;
      }
      return outcome;
    }
  }

  /** A task, resumed at its innermost frame. */
  private static final class Job {
    Frame innermost;

    Job(Frame root) {
      innermost = root;
    }

    void step() {
      Object value = null;
      Frame frame = innermost;
      while (frame != null) {
        value = frame.resume(value);
        if (value == SUSPENDED) {
          return;
        }
        frame = frame.awaiter;
      }
    }
  }

  private static final class Loop {
    final ArrayDeque<Job> ready = new ArrayDeque<>();
    @Nullable Job current;

    void run() {
      for (Job job = ready.poll(); job != null; job = ready.poll()) {
        current = job;
        job.step();
      }
    }
  }

  /** A queue of a power of two of places. */
  private static final class Line {
    private final Loop loop;
    private final @Nullable Object[] ring;
    private int head;
    private int size;
    private final ArrayDeque<Job> getters = new ArrayDeque<>();
    private final ArrayDeque<Job> putters = new ArrayDeque<>();

    Line(Loop loop, int places) {
      this.loop = loop;
      ring = new Object[places];
    }

    private Object waitIn(ArrayDeque<Job> line, Frame frame) {
      loop.current.innermost = frame;
      line.add(loop.current);
      return SUSPENDED;
    }

    private void wakeOne(ArrayDeque<Job> line) {
      Job job = line.poll();
      if (job != null) {
        loop.ready.add(job);
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

    Ping(Line there, Line back, int rounds) {
      this.there = there;
      this.back = back;
      this.rounds = rounds;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int resumed = state;
      while (resumed != 0 || round < rounds) {
        if (resumed == 0 && await(new Put(there, round)) == SUSPENDED) {
          state = 1;
          return SUSPENDED;
        }
        if (resumed != 2 && await(new Get(back)) == SUSPENDED) {
          state = 2;
          return SUSPENDED;
        }
        resumed = 0;
        round++;
      }
      return null;
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
        if (await(new Put(line, next++)) == SUSPENDED) {
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
