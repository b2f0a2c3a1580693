package org.asyncio4j.benchmarks.limit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Timers {
  private long[] times = new long[64];
  private @Nullable Job[] jobs = new Job[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  long firstTime() {
    return times[0];
  }

  void add(long time, Job job) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      jobs = Arrays.copyOf(jobs, 2 * size);
    }
    int index = size++;
    while (index > 0) {
      int parent = (index - 1) >> 1;
      if (times[parent] <= time) {
        break;
      }
      put(index, times[parent], jobs[parent]);
      index = parent;
    }
    put(index, time, job);
  }

  Job removeFirst() {
    Job first = jobs[0];
    size--;
    long time = times[size];
    Job job = jobs[size];
    jobs[size] = null;
    int index = 0;
    for (int child = 1; child < size; child = 2 * index + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) {
        child++;
      }
      if (times[child] >= time) {
        break;
      }
      put(index, times[child], jobs[child]);
      index = child;
    }
    if (size > 0) {
      put(index, time, job);
    }
    return first;
  }

  private void put(int index, long time, @Nullable Job job) {
    times[index] = time;
    jobs[index] = job;
  }
}
