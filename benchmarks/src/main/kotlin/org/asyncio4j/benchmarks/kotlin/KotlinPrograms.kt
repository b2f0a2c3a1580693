package org.asyncio4j.benchmarks.kotlin

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.asyncio4j.benchmarks.cases.Case
import org.asyncio4j.benchmarks.cases.Program
import org.asyncio4j.benchmarks.cases.Programs
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/** Coroutines on a dispatcher; the program gets the scope of the outermost. */
abstract class KotlinPrograms(private val dispatcher: CoroutineContext) : Programs {
    override fun programs(): Map<Case, Program> = mapOf(
        Case.YIELD_ONE to program { yielding(it).toLong() },
        Case.YIELD_THOUSAND to program { yieldThousand(it) },
        Case.AWAIT_COROUTINE to program { awaitCoroutine(it) },
        Case.AWAIT_FUTURE to program { awaitFuture(it) },
        Case.CHAIN to program { chain(it) },
        Case.RECURSION to program { Recursion().descents(it) },
        Case.HOT_LOOP to program { hotLoop(it) },
        Case.INNER_LOOP to program { innerLoop(it) },
        Case.SPAWN to program { spawn(it) },
        Case.SLEEP to program { sleepers(it) },
        Case.PING_PONG to program { pingPong(it) },
        Case.PRODUCE to program { produce(it) },
        Case.MEMORY to program { suspended(it) },
        Case.GROUPS to program { groups(it) },
        Case.WAIT_FOR to program { inTime(it) },
        Case.CANCEL to program { cancelled(it) },
        Case.GENERATOR to program { generate(it) },
        Case.CONTEXT to program { readContext(it) },
        Case.THREADSAFE to program { handOver(it) },
    )

    private fun program(body: suspend CoroutineScope.(Int) -> Long) =
        Program { operations -> runBlocking(dispatcher) { body(operations) } }
}

/** On the event loop of `runBlocking`: one thread. */
class OnRunBlocking : KotlinPrograms(EmptyCoroutineContext)

/** On `Dispatchers.Default`: a thread for each processor. */
class OnDefault : KotlinPrograms(Dispatchers.Default)
