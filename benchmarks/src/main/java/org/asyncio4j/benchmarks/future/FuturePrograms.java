package org.asyncio4j.benchmarks.future;

import java.util.Map;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;

/** Chains of {@link java.util.concurrent.CompletableFuture}. */
public final class FuturePrograms implements Programs {
  /** Called by name. */
  public FuturePrograms() {}

  @Override
  public Map<Case, Program> programs() {
    return Map.ofEntries(
        Map.entry(Case.YIELD_ONE, n -> Executing.call(() -> Chains.yielding(n))),
        Map.entry(Case.YIELD_THOUSAND, n -> Executing.call(() -> Chains.thousand(n))),
        Map.entry(Case.AWAIT_COROUTINE, n -> Executing.call(() -> Chains.coroutine(n))),
        Map.entry(Case.AWAIT_FUTURE, n -> Executing.call(() -> Chains.future(n))),
        Map.entry(Case.CHAIN, n -> Executing.call(() -> Chains.chain(n))),
        Map.entry(Case.RECURSION, n -> Executing.call(() -> Chains.recursion(n))),
        Map.entry(Case.HOT_LOOP, n -> Executing.call(() -> Chains.hotLoop(n))),
        Map.entry(Case.SPAWN, n -> Executing.call(() -> Spawning.spawn(n))),
        Map.entry(Case.SLEEP, n -> Executing.call(() -> Spawning.sleepers(n))),
        Map.entry(Case.PING_PONG, n -> Executing.call(() -> Queues.pingPong(n))),
        Map.entry(Case.PRODUCE, n -> Executing.call(() -> Queues.produce(n))),
        Map.entry(Case.MEMORY, n -> Executing.call(() -> Spawning.suspended(n))),
        Map.entry(Case.GROUPS, n -> Executing.call(() -> Spawning.groups(n))),
        Map.entry(Case.WAIT_FOR, n -> Executing.call(() -> Spawning.inTime(n))),
        Map.entry(Case.THREADSAFE, Executing::handOver));
  }
}
