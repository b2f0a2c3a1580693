package org.asyncio4j.integration.retention;

import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.integration.retention.Probe.Payload;
import org.asyncio4j.integration.support.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** While a coroutine is suspended it holds what it will read again, and nothing else. */
class SuspendedCoroutinesTest {
  /** Starts a coroutine that makes objects by the probe and waits at the gate. */
  private interface Case extends BiFunction<Probe, Future<Object>, Coroutine<Integer>> {}

  private static void expectCollected(Case subject) {
    VirtualTime.run(whileSuspended(subject, true));
  }

  private static void expectHeld(Case subject) {
    VirtualTime.run(whileSuspended(subject, false));
  }

  @Async
  private static Coroutine<Void> whileSuspended(Case subject, boolean collected) {
    Probe probe = new Probe();
    Future<Object> gate = getRunningLoop().createFuture();
    Task<Integer> task = createTask(subject.apply(probe, gate));
    for (int turn = 0; turn < 10; turn++) {
      await(yieldNow());
    }
    if (collected) {
      probe.expectCollected();
    } else {
      probe.expectHeld();
    }
    gate.setResult(new Object());
    await(task);
    return done();
  }

  @Async
  private static <T extends @Nullable Object> Coroutine<T> later(T value) {
    await(yieldNow());
    return done(value);
  }

  @Async
  private static Coroutine<Payload> made(Probe probe, boolean suspending) {
    if (suspending) {
      await(yieldNow());
    }
    return done(probe.make());
  }

  private static int take(Payload payload, @Nullable Object other) {
    return payload.touch() + (other == null ? 0 : 1);
  }

  @Async
  private static Coroutine<Integer> localReadLater(Probe probe, Future<Object> gate) {
    Payload local = probe.make();
    await(gate);
    return done(local.touch());
  }

  @Test
  void localThatIsReadLaterIsHeld() {
    expectHeld(SuspendedCoroutinesTest::localReadLater);
  }

  @Async
  private static Coroutine<Integer> deadLocal(Probe probe, Future<Object> gate) {
    Payload local = probe.make();
    int touched = local.touch();
    await(gate);
    return done(touched);
  }

  @Test
  void localThatIsNotReadAgain() {
    expectCollected(SuspendedCoroutinesTest::deadLocal);
  }

  @Async
  private static Coroutine<Integer> deadAtTheSecondAwait(Probe probe, Future<Object> gate) {
    Payload local = probe.make();
    await(yieldNow());
    int touched = local.touch();
    await(gate);
    return done(touched);
  }

  @Test
  void localThatOutlivedAnEarlierAwait() {
    expectCollected(SuspendedCoroutinesTest::deadAtTheSecondAwait);
  }

  @Async
  private static Coroutine<Integer> parameter(Payload payload, Future<Object> gate) {
    int touched = payload.touch();
    await(gate);
    return done(touched);
  }

  @Test
  void argument() {
    expectCollected((probe, gate) -> parameter(probe.make(), gate));
  }

  private static final class Receiver {
    private final int touched = 1;

    @Async
    Coroutine<Integer> method(Future<Object> gate) {
      int copy = touched;
      await(gate);
      return done(copy);
    }
  }

  @Test
  void receiver() {
    expectCollected((probe, gate) -> probe.track(new Receiver()).method(gate));
  }

  @Async
  private static Coroutine<Integer> operand(Probe probe, Future<Object> gate) {
    int taken = take(probe.make(), await(later("other")));
    await(gate);
    return done(taken);
  }

  @Test
  void operandOfAFinishedCall() {
    expectCollected(SuspendedCoroutinesTest::operand);
  }

  @Async
  private static Coroutine<Integer> operandInUse(Probe probe, Future<Object> gate) {
    return done(take(probe.make(), await(gate)));
  }

  @Test
  void operandUnderTheAwaitIsHeld() {
    expectHeld(SuspendedCoroutinesTest::operandInUse);
  }

  @Async
  private static Coroutine<Integer> constructed(Probe probe, Future<Object> gate) {
    int size = new ArrayList<>(List.of(probe.make(), await(later("other")))).size();
    await(gate);
    return done(size);
  }

  @Test
  void argumentOfAConstructor() {
    expectCollected(SuspendedCoroutinesTest::constructed);
  }

  @Async
  private static Coroutine<Integer> consumed(Probe probe, Future<Object> gate, boolean suspending) {
    int touched = await(made(probe, suspending)).touch();
    await(gate);
    return done(touched);
  }

  @Test
  void resultOfAnAwaitThatSuspended() {
    expectCollected((probe, gate) -> consumed(probe, gate, true));
  }

  @Test
  void resultOfAnAwaitThatDidNotSuspend() {
    expectCollected((probe, gate) -> consumed(probe, gate, false));
  }

  @Async
  private static Coroutine<Integer> child(Probe probe, Future<Object> gate, boolean suspending) {
    Payload payload = await(probe.track(made(new Probe(), suspending)));
    await(gate);
    return done(payload.touch());
  }

  @Test
  void childThatSuspendedAndFinished() {
    expectCollected((probe, gate) -> child(probe, gate, true));
  }

  @Test
  void childThatFinishedAtOnce() {
    expectCollected((probe, gate) -> child(probe, gate, false));
  }

  @Async
  private static Coroutine<Integer> future(Probe probe, Future<Object> gate) {
    Future<String> future = getRunningLoop().createFuture();
    probe.track(future);
    getRunningLoop().callSoon(() -> future.setResult("done"));
    int length = await(future).length();
    await(gate);
    return done(length);
  }

  @Test
  void futureThatIsDone() {
    expectCollected(SuspendedCoroutinesTest::future);
  }

  @Async
  private static Coroutine<Integer> caught(Probe probe, Future<Object> gate) {
    int caught = 0;
    try {
      await(failing(probe));
    } catch (IllegalStateException e) {
      caught++;
    }
    await(gate);
    return done(caught);
  }

  @Async
  private static Coroutine<Integer> failing(Probe probe) {
    await(yieldNow());
    throw probe.track(new IllegalStateException());
  }

  @Test
  void exceptionThatWasCaught() {
    expectCollected(SuspendedCoroutinesTest::caught);
  }

  @Async
  private static Coroutine<Integer> loop(Probe probe, Future<Object> gate) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      Payload payload = await(made(probe, true));
      sum += payload.touch();
      await(i == 2 ? gate : later("next"));
    }
    return done(sum);
  }

  @Test
  void variableOfALoopsBody() {
    expectCollected(SuspendedCoroutinesTest::loop);
  }

  @Test
  void variableThatALambdaCaptured() {
    expectCollected(
        (probe, gate) -> {
          Payload captured = probe.make();
          return async(
              () -> {
                int touched = captured.touch();
                await(gate);
                return done(touched);
              });
        });
  }

  @Async
  private static Coroutine<Integer> afterItsEnd(Probe probe, Future<Object> gate) {
    Coroutine<Integer> finished = touching(probe.make());
    int touched = await(finished);
    await(gate);
    return done(touched + (finished.toString().isEmpty() ? 1 : 0));
  }

  @Async
  private static Coroutine<Integer> touching(Payload payload) {
    await(yieldNow());
    return done(payload.touch());
  }

  @Test
  void whatAFinishedCoroutineHeld() {
    expectCollected(SuspendedCoroutinesTest::afterItsEnd);
  }
}
