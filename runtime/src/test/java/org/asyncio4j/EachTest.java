package org.asyncio4j;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loops over asynchronous iterables, as compiled code runs them. */
class EachTest {

  /** Collects the items of an iterable: {@code for (Object item : each(items)) list.add(item);}. */
  private static final class Collect extends Coroutine<List<Object>> {
    private final AsyncIterable<?> items;
    private final int limit;
    private final List<Object> list = new ArrayList<>();
    private Iterator<?> each;

    Collect(AsyncIterable<?> items, int limit) {
      this.items = items;
      this.limit = limit;
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      Object more = value;
      if (each == null) {
        each = each(items);
        more = advance(each);
      }
      while (more != SUSPENDED) {
        if (!(boolean) more) {
          return list;
        }
        list.add(each.next());
        if (list.size() == limit) {
          return list;
        }
        more = advance(each);
      }
      return SUSPENDED;
    }

    @Override
    protected StackTraceElement frame() {
      return new StackTraceElement("com.acme.Loop", "collect", "Loop.java", 1);
    }
  }

  private static Coroutine<List<Object>> collect(AsyncIterable<?> items) {
    return new Collect(items, Integer.MAX_VALUE);
  }

  /** Counts to a limit; every other item is there at once. */
  private static final class Counter implements AsyncIterator<Integer> {
    private final int limit;
    private int count;

    Counter(int limit) {
      this.limit = limit;
    }

    @Override
    public Coroutine<Integer> anext() {
      int next = ++count;
      if (next > limit) {
        return Script.of(
            v -> {
              throw new StopAsyncIteration();
            });
      }
      return next % 2 == 0 ? Asyncio.done(next) : Asyncio.sleep(ofSeconds(1), next);
    }
  }

  private static AsyncGenerator<Object> generator(Object... items) {
    return Script.named("items")
        .emits(items)
        .then(v -> Asyncio.yieldNow())
        .emits("last")
        .generator();
  }

  @Test
  void allItemsOfAnIterator() {
    assertThat(Loops.run(collect(new Counter(5)))).containsExactly(1, 2, 3, 4, 5);
    assertThat(Loops.run(collect(new Counter(0)))).isEmpty();
  }

  @Test
  void anIterableGivesAnIteratorToEachLoop() {
    AsyncIterable<Integer> twice = () -> new Counter(2);
    assertThat(Loops.run(collect(twice))).containsExactly(1, 2);
    assertThat(Loops.run(collect(twice))).containsExactly(1, 2);
  }

  @Test
  void allItemsOfAGenerator() {
    assertThat(Loops.run(collect(generator(1, null, 3)))).containsExactly(1, null, 3, "last");
    assertThat(Loops.run(collect(Script.named("empty").then(v -> null).generator()))).isEmpty();
  }

  @Test
  void leavingTheLoopLeavesTheGeneratorWhereItIs() {
    AsyncGenerator<Object> generator = generator(1, 2, 3);
    Script<Object> main =
        Script.named("main").then(v -> new Collect(generator, 2)).then(v -> collect(generator));
    assertThat(Loops.run(main)).isEqualTo(List.of(3, "last"));
  }

  @Test
  void aGeneratorThatIsRunningCannotBeGoneThrough() {
    AsyncGenerator<Object> generator =
        Script.named("slow").then(v -> Asyncio.yieldNow()).generator();
    Script<Object> main =
        Script.named("main")
            .then(v -> Asyncio.gatherOutcomes(generator.anext(), collect(generator)))
            .then(
                outcomes -> Loops.describe(((Outcome<?>) ((List<?>) outcomes).get(1)).exception()));
    assertThat(Loops.run(main))
        .isEqualTo("IllegalStateException: anext(): asynchronous generator is already running");
  }

  @Test
  void aFailureOfAStepIsThatOfTheLoop() {
    AsyncIterator<Integer> failing =
        () ->
            Script.of(
                v -> {
                  throw new IOException("disk");
                });
    assertThatThrownBy(() -> Loops.run(collect(failing))).hasMessage("disk");
    AsyncGenerator<Object> generator =
        Script.named("failing")
            .emits(1)
            .then(
                v -> {
                  throw new IOException("generator");
                })
            .generator();
    assertThatThrownBy(() -> Loops.run(collect(generator))).hasMessage("generator");
  }

  @Test
  void anIteratorMayEndBeforeItMakesACoroutine() {
    AsyncIterator<Integer> ended =
        () -> {
          throw new StopAsyncIteration();
        };
    assertThat(Loops.run(collect(ended))).isEmpty();
  }

  @Test
  void nullIsRefusedByName() {
    assertThatThrownBy(() -> Loops.run(collect(null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("each(null): an AsyncIterable is required");
    AsyncIterable<Object> noIterator = () -> null;
    assertThatThrownBy(() -> Loops.run(collect(noIterator)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith("org.asyncio4j.EachTest$$Lambda")
        .hasMessageEndingWith(".aiter() returned null");
    AsyncIterator<Object> noCoroutine = () -> null;
    assertThatThrownBy(() -> Loops.run(collect(noCoroutine)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith("await(null) in org.asyncio4j.EachTest$$Lambda");
  }

  @Test
  void whatWasFetchedIsReturnedOnce() {
    Each each = new Each(new Counter(1));
    each.take("item");
    assertThat(each.next()).isEqualTo("item");
    assertThat(each.next()).isNull();
    assertThatThrownBy(each::hasNext).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void generatorsOverGeneratorsTenThousandDeep() {
    AsyncIterable<?> items = generator("first");
    for (int i = 0; i < 10_000; i++) {
      items = new Delegate(items).asGenerator();
    }
    assertThat(Loops.run(collect(items))).containsExactly("first", "last");
  }

  /** Emits what another one emits: {@code for (Object item : each(items)) emit(item);}. */
  private static final class Delegate extends Coroutine<Void> {
    private final AsyncIterable<?> items;
    private Iterator<?> each;
    private boolean advancing;

    Delegate(AsyncIterable<?> items) {
      this.items = items;
    }

    AsyncGenerator<?> asGenerator() {
      return generator(this);
    }

    @Override
    protected boolean isGeneratorFrame() {
      return true;
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (each == null) {
        each = each(items);
      }
      Object more = value;
      if (!advancing) {
        more = advance(each);
        advancing = more == SUSPENDED;
        if (advancing) {
          return SUSPENDED;
        }
      }
      advancing = false;
      return (boolean) more ? emit(each.next()) : null;
    }
  }
}
