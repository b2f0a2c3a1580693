package org.asyncio4j.benchmarks.plain;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Inputs;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;

/** Plain methods. */
public final class PlainPrograms implements Programs {
  /** Called by name. */
  public PlainPrograms() {}

  @Override
  public Map<Case, Program> programs() {
    return Map.of(
        Case.AWAIT_COROUTINE, PlainPrograms::calls,
        Case.HOT_LOOP, Inputs::hotSum,
        Case.INNER_LOOP, PlainPrograms::rarely,
        Case.GENERATOR, PlainPrograms::iterate);
  }

  private static long calls(int calls) {
    long sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += value(i);
    }
    return sum;
  }

  private static Integer value(int i) {
    return small(i);
  }

  private static long rarely(int rounds) {
    int[] data = Inputs.hotData();
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        int item = data[i];
        if (item < 0) {
          Thread.yield();
        }
        hash += item * 17 ^ i;
      }
      sum += hash;
    }
    return sum;
  }

  private static long iterate(int items) {
    long sum = 0;
    for (Iterator<Integer> iterator = new Items(items); iterator.hasNext(); ) {
      sum += iterator.next();
    }
    return sum;
  }

  private static final class Items implements Iterator<Integer> {
    private final int count;
    private int next;

    Items(int count) {
      this.count = count;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public Integer next() {
      if (next == count) {
        throw new NoSuchElementException();
      }
      return small(next++);
    }
  }
}
