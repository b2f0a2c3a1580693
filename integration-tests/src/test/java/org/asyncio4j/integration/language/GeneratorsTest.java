package org.asyncio4j.integration.language;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.async;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.StopAsyncIteration;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;

/** Generators of compiled code, and the loops that read them. */
class GeneratorsTest {
  private final List<String> log = new ArrayList<>();

  @Async
  private AsyncGenerator<Integer> countTo(int n) {
    try {
      for (int i = 1; i <= n; i++) {
        await(sleep(ofSeconds(1)));
        emit(i);
      }
      return end();
    } finally {
      await(yieldNow());
      log.add("finished");
    }
  }

  @Test
  void aLoopReadsAllAndTheGeneratorFinishes() {
    assertThat(VirtualTime.<Integer>run(sum(countTo(4)))).isEqualTo(10);
    assertThat(log).containsExactly("finished");
    assertThat(VirtualTime.elapsed(sum(countTo(4)))).isEqualTo(ofSeconds(4));
  }

  @Async
  private Coroutine<Integer> sum(AsyncIterable<Integer> numbers) {
    int sum = 0;
    for (int number : each(numbers)) {
      sum += number;
    }
    return done(sum);
  }

  @Test
  void anyNumberOfLoopsFollowOneAnother() {
    assertThat(VirtualTime.<Integer>run(twelve(countTo(1), countTo(2)))).isEqualTo(4);
  }

  @Async
  private Coroutine<Integer> twelve(AsyncIterable<Integer> first, AsyncIterable<Integer> second) {
    int sum = 0;
    for (int number : each(first)) sum += number;
    for (int number : each(second)) sum += number;
    for (int number : each(first)) sum += number;
    for (int number : each(second)) sum += number;
    for (int number : each(first)) sum += number;
    for (int number : each(second)) sum += number;
    for (int number : each(first)) sum += number;
    for (int number : each(second)) sum += number;
    for (int number : each(first)) sum += number;
    for (int number : each(second)) sum += number;
    for (int number : each(first)) sum += number;
    for (int number : each(second)) sum += number;
    return done(sum);
  }

  @Test
  void loopsNestWithContinueAndBreak() {
    VirtualTime.run(table());
    assertThat(log.subList(0, 4)).containsExactly("1*1", "1*2", "3*1", "3*2");
  }

  @Async
  private Coroutine<Void> table() {
    for (Integer a : each(countTo(3))) {
      if (a == 2) {
        continue;
      }
      List<Integer> row = new ArrayList<>(List.of(1, 2, 3));
      for (Integer b : row) {
        if (b == 3) {
          await(yieldNow());
          break;
        }
        log.add(a + "*" + b);
      }
    }
    return done();
  }

  @Test
  void breakLeavesTheGeneratorToTheEndOfTheLoop() {
    assertThat(VirtualTime.<Integer>run(first(countTo(3)))).isEqualTo(1);
    assertThat(log).containsExactly("left", "finished");
  }

  @Async
  private Coroutine<Integer> first(AsyncGenerator<Integer> numbers) {
    int first = 0;
    for (Integer number : each(numbers)) {
      first = number;
      break;
    }
    log.add("left");
    return done(first);
  }

  @Test
  void whatIsSentIsTheValueOfEmit() {
    assertThat(VirtualTime.<List<String>>run(conversation()))
        .containsExactly("hello", "you said a", "you said null", "caught b", "ended");
  }

  @Async
  private AsyncGenerator<String> echo() {
    String said = emit("hello", String.class);
    while (true) {
      try {
        await(yieldNow());
        said = emit("you said " + said, String.class);
      } catch (IllegalStateException e) {
        emit("caught " + e.getMessage());
        return end();
      }
    }
  }

  @Async
  private Coroutine<List<String>> conversation() {
    List<String> answers = new ArrayList<>();
    AsyncGenerator<String> echo = echo();
    answers.add(await(echo.anext()));
    answers.add(await(echo.asend("a")));
    answers.add(await(echo.anext()));
    answers.add(await(echo.athrow(new IllegalStateException("b"))));
    try {
      await(echo.anext());
    } catch (StopAsyncIteration e) {
      answers.add("ended");
    }
    return done(answers);
  }

  @Test
  void closingRunsTheCleanUpWithItsAwaits() {
    VirtualTime.run(closing());
    assertThat(log).containsExactly("finished", "closed");
  }

  @Async
  private Coroutine<Void> closing() {
    AsyncGenerator<Integer> numbers = countTo(10);
    await(numbers.anext());
    await(numbers.aclose());
    log.add("closed");
    return done();
  }

  @Test
  void aGeneratorReadsAnother() {
    assertThat(VirtualTime.<Integer>run(sum(doubled(countTo(3))))).isEqualTo(12);
  }

  @Async
  private AsyncGenerator<Integer> doubled(AsyncIterable<Integer> numbers) {
    for (int number : each(numbers)) {
      emit(number * 2);
    }
    return end();
  }

  @Test
  void aLambdaReadsToo() {
    assertThat(
            VirtualTime.<Integer>run(
                async(
                    () -> {
                      int last = 0;
                      for (int number : each(countTo(3))) {
                        last = number;
                      }
                      return done(last);
                    })))
        .isEqualTo(3);
  }

  @Test
  void aFailureComesOutOfTheLoop() {
    assertThatThrownBy(() -> VirtualTime.run(sum(broken())))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("third");
  }

  @Async
  private AsyncGenerator<Integer> broken() {
    emit(1);
    emit(2);
    throw new ArithmeticException("third");
  }

  @Test
  @SuppressWarnings("unchecked")
  void aValueOfAnotherTypeFailsWhereItIsEmitted() {
    assertThatThrownBy(
            () -> VirtualTime.run(sum(mistyped((List<Integer>) (List<?>) List.of(this)))))
        .isInstanceOf(ClassCastException.class)
        .satisfies(
            failure ->
                assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("mistyped"));
  }

  @Async
  private AsyncGenerator<Integer> mistyped(List<Integer> values) {
    for (Object value : values) {
      emit(value);
    }
    return end();
  }

  @Test
  void aSynchronizedBlockMayEndIt() {
    assertThat(VirtualTime.<Integer>run(sum(endingLocked(2)))).isEqualTo(3);
    assertThat(VirtualTime.<Integer>run(sum(endingLocked(9)))).isEqualTo(45);
  }

  @Async
  private AsyncGenerator<Integer> endingLocked(int last) {
    for (int i = 1; i < 10; i++) {
      emit(i);
      synchronized (log) {
        synchronized (this) {
          if (i == last) {
            return end();
          }
        }
      }
    }
    throw new IllegalStateException("not ended");
  }
}
