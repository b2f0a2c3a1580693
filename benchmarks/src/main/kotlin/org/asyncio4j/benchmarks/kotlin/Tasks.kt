package org.asyncio4j.benchmarks.kotlin

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.asyncio4j.benchmarks.cases.HeapProbe
import org.asyncio4j.benchmarks.cases.Inputs
import org.asyncio4j.benchmarks.cases.Inputs.small
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

private const val HOUR = 3_600_000L

internal suspend fun CoroutineScope.spawn(count: Int): Long {
    val tasks = Array(count) { async { small(it) } }
    var sum = 0L
    for (task in tasks) {
        sum += task.await()
    }
    return sum
}

internal suspend fun CoroutineScope.sleepers(count: Int): Long {
    val tasks = Array(count) {
        async {
            delay(Inputs.delay(it).toLong())
            1
        }
    }
    var sum = 0L
    for (task in tasks) {
        sum += task.await()
    }
    return sum
}

internal suspend fun CoroutineScope.pingPong(rounds: Int): Long {
    val there = Channel<Int>(1)
    val back = Channel<Int>(1)
    launch {
        for (i in 0 until rounds) {
            back.send(there.receive())
        }
    }
    var sum = 0L
    for (i in 0 until rounds) {
        there.send(small(i))
        sum += back.receive()
    }
    return sum
}

internal suspend fun CoroutineScope.produce(items: Int): Long {
    val channel = Channel<Int>(Inputs.PLACES)
    launch {
        for (i in 0 until items) {
            channel.send(small(i))
        }
    }
    var sum = 0L
    for (i in 0 until items) {
        sum += channel.receive()
    }
    return sum
}

internal suspend fun CoroutineScope.suspended(count: Int): Long {
    val futures = Array(count) { CompletableDeferred<Int>() }
    // Undispatched: each has suspended when async returns.
    val tasks = Array(count) {
        async(start = CoroutineStart.UNDISPATCHED) { hold(3, it, it + 1, it + 2, futures[it], "held") }
    }
    HeapProbe.sample()
    for (future in futures) {
        future.complete(1)
    }
    var sum = 0L
    for (task in tasks) {
        sum += task.await()
    }
    return sum
}

private suspend fun hold(a: Int, b: Int, c: Int, d: Int, first: CompletableDeferred<Int>, second: String): Int {
    val value = if (a == 1) first.await() else hold(a - 1, b, c, d, first, second)
    return value + a + (c - b) + (d - b) + second.length + (if (first.isCompleted) 0 else 1)
}

internal suspend fun groups(groups: Int): Long {
    val count = AtomicLong()
    for (i in 0 until groups) {
        coroutineScope {
            for (child in 0 until Inputs.CHILDREN) {
                launch {
                    yield()
                    count.incrementAndGet()
                }
            }
        }
    }
    return count.get()
}

internal suspend fun inTime(calls: Int): Long {
    var sum = 0L
    for (i in 0 until calls) {
        sum += withTimeout(HOUR) {
            yield()
            1
        }
    }
    return sum
}

internal suspend fun CoroutineScope.cancelled(count: Int): Long {
    val cancelled = AtomicInteger()
    val tasks = Array(count) {
        launch {
            try {
                delay(HOUR)
            } catch (e: CancellationException) {
                cancelled.incrementAndGet()
                throw e
            }
        }
    }
    yield()
    for (task in tasks) {
        task.cancel()
    }
    for (task in tasks) {
        task.join()
    }
    return cancelled.get().toLong()
}

internal suspend fun generate(count: Int): Long {
    val items = flow {
        for (i in 0 until count) {
            emit(small(i))
        }
    }
    var sum = 0L
    items.collect { sum += it }
    return sum
}

private class Variable(val value: Int) : AbstractCoroutineContextElement(Key) {
    companion object Key : CoroutineContext.Key<Variable>
}

internal suspend fun readContext(calls: Int): Long = withContext(Variable(Inputs.CONTEXT_VALUE)) {
    var sum = 0L
    for (i in 0 until calls) {
        sum += read(Inputs.CHAIN)
    }
    sum
}

private suspend fun read(depth: Int): Int {
    val below = if (depth == 1) 0 else read(depth - 1)
    return below + currentCoroutineContext()[Variable]!!.value
}
