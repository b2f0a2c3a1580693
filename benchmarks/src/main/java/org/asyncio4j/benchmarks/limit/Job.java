package org.asyncio4j.benchmarks.limit;

import org.jspecify.annotations.Nullable;

/** A task, resumed at its innermost frame. */
final class Job {
  /** Null when the job is done. */
  @Nullable Frame innermost;

  /** What the awaited thing returned; in the end what the job returned. */
  @Nullable Object result;

  @Nullable Job waiter;

  private Job(Frame root) {
    innermost = root;
  }

  static Job spawn(Frame root) {
    Job job = new Job(root);
    Loop.running.ready.add(job);
    return job;
  }

  void wake(@Nullable Object value) {
    result = value;
    Loop.running.ready.add(this);
  }

  void step() {
    Object value = result;
    Frame frame = innermost;
    while (frame != null) {
      value = frame.resume(value);
      if (value == Frame.SUSPENDED) {
        return;
      }
      frame = frame.awaiter;
    }
    innermost = null;
    result = value;
    if (waiter != null) {
      waiter.wake(value);
    }
  }
}
