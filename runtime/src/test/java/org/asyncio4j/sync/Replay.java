package org.asyncio4j.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** Runs one program that {@code record.py} wrote, and says the same things about it. */
final class Replay extends Coroutine<Void> {
  private static final int TURNS = 12;

  final List<String> trace = new ArrayList<>();
  private final List<String> programs;
  private final Object thing;
  private final List<Task<Void>> tasks = new ArrayList<>();
  private int turn;

  Replay(String kind, int size, List<String> programs) {
    this.programs = programs;
    thing =
        switch (kind) {
          case "lock" -> new Lock();
          case "condition" -> new Condition();
          case "semaphore" -> new Semaphore(size - 1);
          case "event" -> new Event();
          case "barrier" -> new Barrier(size);
          default -> new Queue<String>(size);
        };
  }

  @Override
  protected Object resume(Object value, Throwable failure) throws Throwable {
    if (tasks.isEmpty()) {
      for (int i = 0; i < programs.size(); i++) {
        tasks.add(Asyncio.createTask(new Interpreter(i, List.of(programs.get(i).split(" ")))));
      }
    }
    if (turn >= TURNS && (turn - TURNS) % 2 == 0) {
      trace.add(thing.toString());
      if (tasks.stream().allMatch(Task::isDone)) {
        return null;
      }
      tasks.forEach(Task::cancel);
      if ((thing instanceof Lock || thing instanceof Condition) && ((Acquirable) thing).locked()) {
        ((Acquirable) thing).release();
      }
    }
    turn++;
    return await(Asyncio.yieldNow());
  }

  /** One task: performs one word after the other, whatever becomes of it. */
  private final class Interpreter extends Coroutine<Void> {
    private final int number;
    private final List<String> words;
    private final Iterator<String> rest;
    private int index = -1;

    Interpreter(int number, List<String> words) {
      this.number = number;
      this.words = words;
      this.rest = words.iterator();
    }

    @Override
    protected Object resume(Object value, Throwable failure) {
      if (index >= 0) {
        say(value, failure);
      }
      while (rest.hasNext()) {
        index++;
        String word = rest.next();
        Object outcome = null;
        Throwable problem = null;
        try {
          outcome = perform(word, word.substring(word.indexOf(':') + 1));
          if (outcome instanceof Coroutine<?> coroutine) {
            outcome = await(coroutine);
          }
        } catch (Throwable t) {
          problem = t;
        }
        if (outcome == SUSPENDED) {
          return SUSPENDED;
        }
        say(outcome, problem);
      }
      return null;
    }

    private void say(Object outcome, Throwable problem) {
      String word = words.get(index);
      trace.add(
          number + " " + word + " " + (problem == null ? text(word, outcome) : text(problem)));
    }

    private Object perform(String word, String argument) {
      if (word.equals("yield")) {
        return Asyncio.yieldNow();
      }
      if (word.startsWith("cancel:")) {
        return tasks.get(Integer.parseInt(argument)).cancel();
      }
      if (thing instanceof Acquirable acquirable && word.endsWith(".acquire")) {
        return acquirable.acquire();
      }
      if (thing instanceof Acquirable acquirable && word.endsWith(".release")) {
        acquirable.release();
        return null;
      }
      if (thing instanceof Condition condition) {
        return perform(condition, word, argument);
      }
      if (thing instanceof Event event) {
        return perform(event, word);
      }
      if (thing instanceof Barrier barrier) {
        return switch (word) {
          case "barrier.wait" -> barrier.waitAsync();
          case "barrier.reset" -> barrier.reset();
          default -> barrier.abort();
        };
      }
      return perform((Queue<?>) thing, word, argument);
    }

    private Object perform(Condition condition, String word, String argument) {
      if (word.equals("condition.wait")) {
        return condition.waitAsync();
      }
      if (word.equals("condition.notify_all")) {
        condition.notifyEveryone();
      } else {
        condition.notify(Integer.parseInt(argument));
      }
      return null;
    }

    private Object perform(Event event, String word) {
      switch (word) {
        case "event.set" -> event.set();
        case "event.clear" -> event.clear();
        default -> {
          return event.waitAsync();
        }
      }
      return null;
    }

    @SuppressWarnings("unchecked")
    private Object perform(Queue<?> untyped, String word, String argument) {
      Queue<String> queue = (Queue<String>) untyped;
      String item = "'" + number + '.' + index + "'";
      switch (word) {
        case "queue.put" -> {
          return queue.put(item);
        }
        case "queue.get" -> {
          return queue.get();
        }
        case "queue.get_nowait" -> {
          return queue.getNowait();
        }
        case "queue.join" -> {
          return queue.join();
        }
        case "queue.put_nowait" -> queue.putNowait(item);
        case "queue.task_done" -> queue.taskDone();
        default -> queue.shutdown(argument.equals("1"));
      }
      return null;
    }
  }

  private static String text(String word, Object outcome) {
    if (outcome instanceof Boolean bool) {
      return bool ? "True" : "False";
    }
    if (outcome == null) {
      return word.endsWith(".acquire") ? "True" : "None";
    }
    return outcome.toString().replace("'", "");
  }

  private static String text(Throwable problem) {
    String name = problem.getClass().getSimpleName();
    String python =
        switch (name) {
          case "IllegalStateException" -> "RuntimeError";
          case "IllegalArgumentException" -> "ValueError";
          case "BrokenBarrierException" -> "BrokenBarrierError";
          default -> name.replace("Exception", "");
        };
    return python + '(' + (problem.getMessage() == null ? "" : problem.getMessage()) + ')';
  }
}
