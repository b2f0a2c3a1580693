package org.asyncio4j.benchmarks.limit;

import java.util.Map;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;

/** The rival whom nobody beats. */
public final class Limit implements Programs {
  /** Called by name. */
  public Limit() {}

  @Override
  public Map<Case, Program> programs() {
    return Map.ofEntries(
        Map.entry(Case.YIELD_ONE, Yields::one),
        Map.entry(Case.YIELD_THOUSAND, Yields::thousand),
        Map.entry(Case.AWAIT_COROUTINE, Calls::coroutine),
        Map.entry(Case.AWAIT_FUTURE, Calls::future),
        Map.entry(Case.CHAIN, Calls::chain),
        Map.entry(Case.RECURSION, Calls::recursion),
        Map.entry(Case.HOT_LOOP, HotLoop::run),
        Map.entry(Case.SPAWN, Spawns::spawn),
        Map.entry(Case.SLEEP, Spawns::sleep),
        Map.entry(Case.PING_PONG, Queues::pingPong),
        Map.entry(Case.PRODUCE, Queues::produce),
        Map.entry(Case.MEMORY, Suspended::run),
        Map.entry(Case.GROUPS, Groups::run));
  }
}
