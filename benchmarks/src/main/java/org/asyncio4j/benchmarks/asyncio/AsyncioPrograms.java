package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.run;

import java.util.Map;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;

/** asyncio4j. */
public final class AsyncioPrograms implements Programs {
  /** Called by name. */
  public AsyncioPrograms() {}

  @Override
  public Map<Case, Program> programs() {
    return Map.ofEntries(
        Map.entry(Case.YIELD_ONE, n -> run(Yields.one(n))),
        Map.entry(Case.YIELD_THOUSAND, n -> run(Yields.thousand(n))),
        Map.entry(Case.AWAIT_COROUTINE, n -> run(Calls.coroutine(n))),
        Map.entry(Case.AWAIT_FUTURE, n -> run(Calls.future(n))),
        Map.entry(Case.CHAIN, n -> run(Calls.chain(n))),
        Map.entry(Case.RECURSION, n -> run(new Recursion().descents(n))),
        Map.entry(Case.HOT_LOOP, n -> run(HotLoop.awaiting(n))),
        Map.entry(Case.INNER_LOOP, n -> run(HotLoop.rarelyAwaiting(n))),
        Map.entry(Case.SPAWN, n -> run(Spawns.spawn(n))),
        Map.entry(Case.SLEEP, n -> run(Spawns.sleepers(n))),
        Map.entry(Case.PING_PONG, n -> run(Queues.pingPong(n))),
        Map.entry(Case.PRODUCE, n -> run(Queues.produceAndConsume(n))),
        Map.entry(Case.MEMORY, n -> run(Suspended.tasks(n))),
        Map.entry(Case.GROUPS, n -> run(Groups.groups(n))),
        Map.entry(Case.WAIT_FOR, n -> run(Limits.inTime(n))),
        Map.entry(Case.CANCEL, n -> run(Limits.cancelled(n))),
        Map.entry(Case.GENERATOR, n -> run(Generators.sum(n))),
        Map.entry(Case.CONTEXT, n -> run(Contexts.read(n))),
        Map.entry(Case.THREADSAFE, n -> run(Threads.handOver(n))));
  }
}
