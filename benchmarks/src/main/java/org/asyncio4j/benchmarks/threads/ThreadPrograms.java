package org.asyncio4j.benchmarks.threads;

import java.util.Map;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;

/** Virtual threads. How many carry them is an option of the JVM. */
public final class ThreadPrograms implements Programs {
  /** Called by name. */
  public ThreadPrograms() {}

  @Override
  public Map<Case, Program> programs() {
    return Map.ofEntries(
        Map.entry(Case.YIELD_ONE, Running::yieldOne),
        Map.entry(Case.YIELD_THOUSAND, Running::yieldThousand),
        Map.entry(Case.CHAIN, Running::chain),
        Map.entry(Case.RECURSION, Running::recursion),
        Map.entry(Case.HOT_LOOP, Running::hotLoop),
        Map.entry(Case.INNER_LOOP, Running::innerLoop),
        Map.entry(Case.SPAWN, Spawning::spawn),
        Map.entry(Case.SLEEP, Spawning::sleepers),
        Map.entry(Case.PING_PONG, Queues::pingPong),
        Map.entry(Case.PRODUCE, Queues::produce),
        Map.entry(Case.MEMORY, Spawning::suspended),
        Map.entry(Case.GROUPS, Spawning::groups),
        Map.entry(Case.WAIT_FOR, Spawning::inTime),
        Map.entry(Case.CANCEL, Spawning::cancelled),
        Map.entry(Case.CONTEXT, Running::context));
  }
}
