package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnretrievedFailuresTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());
  private final List<String> reports = new ArrayList<>();

  @BeforeEach
  void listen() {
    loop.setExceptionHandler(
        (l, context) ->
            reports.add(
                context.message()
                    + (context.exception() == null ? "" : " " + context.exception().getMessage())));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private Future<Object> failed(String message) {
    Future<Object> future = loop.createFuture();
    future.setException(new IOException(message));
    return future;
  }

  @Test
  void aFailureThatNobodyLookedAtIsReportedWhenTheLoopCloses() {
    List<Future<?>> held = List.of(failed("a"), failed("b"));
    loop.runUntilComplete(
        Script.of(
            v -> {
              Asyncio.createTask(
                  Script.of(
                      x -> {
                        throw new IOException("c");
                      }));
              return Asyncio.yieldNow();
            }));
    assertThat(reports).isEmpty();
    loop.close();
    assertThat(reports)
        .containsExactly(
            "Future exception was never retrieved a",
            "Future exception was never retrieved b",
            "Task exception was never retrieved c");
    assertThat(held.get(0).exception()).hasMessage("a");
  }

  @Test
  void lookingAtAFailureWithdrawsTheReport() {
    Future<Object> byException = failed("a");
    Future<Object> byResult = failed("b");
    Future<Object> byCancel = failed("c");
    Future<Object> byAwait = failed("d");
    Future<Object> byOneOfTwo = failed("e");
    byException.exception();
    org.assertj.core.api.Assertions.catchThrowable(byResult::result);
    byCancel.cancel();
    loop.runUntilComplete(
        Script.named("main").then(v -> byAwait).outcome((value, failure) -> null));
    byOneOfTwo.exception();
    byOneOfTwo.exception();
    loop.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void theFailureOfAGatherIsOneToo() {
    loop.runUntilComplete(
        Script.of(
            v -> {
              Asyncio.gather(
                  Script.of(
                      x -> {
                        throw new IOException("child");
                      }));
              return Asyncio.sleep(java.time.Duration.ofSeconds(1));
            }));
    loop.close();
    assertThat(reports).containsExactly("_GatheringFuture exception was never retrieved child");
  }

  @Test
  @Timeout(60)
  void aFailureIsReportedSoonAfterItsFutureWasCollected() {
    failed("dropped");
    Future<Object> held = failed("held");
    Runnable[] collect = new Runnable[1];
    collect[0] =
        () -> {
          System.gc();
          if (reports.isEmpty()) {
            loop.callSoon(collect[0]);
          } else {
            loop.stop();
          }
        };
    loop.callSoon(collect[0]);
    loop.runForever();
    assertThat(reports).containsExactly("Future exception was never retrieved dropped");
    assertThat(held.exception()).hasMessage("held");
    loop.close();
    assertThat(reports).hasSize(1);
  }

  @Test
  void aTaskStillPendingWhenItsLoopClosesIsReported() {
    Coroutine<Void> forever = Asyncio.sleep(java.time.Duration.ofDays(1));
    List<Future<?>> futures = new ArrayList<>();
    loop.setExceptionHandler(
        (l, context) -> {
          reports.add(context.message());
          futures.add(context.future());
        });
    Task<Void> task = loop.createTask(forever);
    loop.runUntilComplete(Asyncio.yieldNow());
    loop.close();
    assertThat(reports).containsExactly("Task was destroyed but it is pending!");
    assertThat(futures).containsExactly(task);
  }

  @Test
  void whatRunUntilCompleteFailedWithIsNotReportedAgain() {
    org.assertj.core.api.Assertions.catchThrowable(
        () ->
            loop.runUntilComplete(
                Script.of(
                    v -> {
                      throw new InternalError("vm");
                    })));
    loop.close();
    assertThat(reports).isEmpty();
  }
}
