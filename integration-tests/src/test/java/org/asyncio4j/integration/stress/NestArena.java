package org.asyncio4j.integration.stress;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.gather;
import static org.asyncio4j.Asyncio.taskGroup;
import static org.asyncio4j.Asyncio.timeout;
import static org.asyncio4j.Asyncio.waitFor;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionGroup;
import org.asyncio4j.Task;
import org.asyncio4j.TaskGroup;

/** Visits to others within time limits and task groups, and groups within those. */
final class NestArena extends Arena {
  private final List<Arena> others;
  private int children;

  NestArena(Chance chance, List<Arena> others) {
    super(chance);
    this.others = others;
  }

  /** How many tasks the groups have had. */
  int children() {
    return children;
  }

  @Override
  @Async
  Coroutine<Void> visit() {
    switch (chance.below(4)) {
      case 0 -> await(limited());
      case 1 -> await(waitedFor());
      case 2 -> await(grouped());
      default -> await(gathered());
    }
    return done();
  }

  private Coroutine<Void> other() {
    return chance.oneIn(8) ? visit() : chance.pick(others).visit();
  }

  @Async
  private Coroutine<Void> limited() {
    try {
      await(
          timeout(
              chance.shortly(),
              () -> {
                await(other());
                await(other());
                return done();
              }));
    } catch (AsyncTimeoutException e) {
      await(chance.pause());
    }
    return done();
  }

  @Async
  private Coroutine<Void> waitedFor() {
    try {
      await(waitFor(other(), chance.shortly()));
    } catch (AsyncTimeoutException e) {
      await(chance.pause());
    }
    return done();
  }

  @Async
  private Coroutine<Void> grouped() {
    List<Task<Void>> tasks = new ArrayList<>();
    try {
      await(
          taskGroup(
              group -> {
                await(fill(group, tasks));
                return done();
              }));
    } catch (ExceptionGroup e) {
      ExceptionGroup unexpected = e.handle(Mishap.class, mishaps -> {});
      if (unexpected != null) {
        throw unexpected;
      }
    } finally {
      check(tasks.stream().allMatch(Task::isDone), "a group has left tasks behind");
    }
    return done();
  }

  @Async
  private Coroutine<Void> fill(TaskGroup group, List<Task<Void>> tasks) {
    int count = 1 + chance.below(3);
    children += count;
    for (int i = 0; i < count; i++) {
      tasks.add(group.createTask(other()));
      if (chance.oneIn(3)) {
        await(chance.pause());
      }
    }
    chance.mishap();
    return done();
  }

  @Async
  private Coroutine<Void> gathered() {
    children += 2;
    await(gather(chance.pause(), chance.pause()));
    return done();
  }

  @Override
  Coroutine<Void> relieve() {
    return done();
  }

  @Override
  void checkIdle() {}

  @Override
  void checkLeft() {}
}
