package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Task;
import org.asyncio4j.VirtualClock;

/** A loop that a test turns by hand. */
final class Turns implements AutoCloseable {
  final EventLoop loop = EventLoop.create(new VirtualClock());

  /** What a test leaves pending is no news. */
  Turns() {
    loop.setExceptionHandler((ignored, failure) -> {});
  }

  /** Makes a task, which begins at the next turn. */
  <T> Task<T> task(Coroutine<T> coroutine) {
    return loop.createTask(coroutine);
  }

  /** Makes a task and lets it begin. */
  <T> Task<T> begun(Coroutine<T> coroutine) {
    Task<T> task = task(coroutine);
    turn();
    return task;
  }

  /** Runs what is ready, and nothing that becomes so meanwhile. */
  void turn() {
    loop.stop();
    loop.runForever();
  }

  <T> T run(Coroutine<T> coroutine) {
    return loop.runUntilComplete(coroutine);
  }

  @Override
  public void close() {
    loop.close();
  }
}
