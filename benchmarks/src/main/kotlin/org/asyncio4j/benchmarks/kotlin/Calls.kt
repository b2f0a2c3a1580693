package org.asyncio4j.benchmarks.kotlin

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.yield
import org.asyncio4j.benchmarks.cases.Inputs
import org.asyncio4j.benchmarks.cases.Inputs.small
import java.util.concurrent.atomic.AtomicLong

internal suspend fun yielding(yields: Int): Int {
    var count = 0
    for (i in 0 until yields) {
        yield()
        count++
    }
    return count
}

internal suspend fun CoroutineScope.yieldThousand(yields: Int): Long {
    val tasks = Array(Inputs.TASKS) { async { yielding(yields / Inputs.TASKS) } }
    var sum = 0L
    for (task in tasks) {
        sum += task.await()
    }
    return sum
}

internal suspend fun awaitCoroutine(awaits: Int): Long {
    var sum = 0L
    for (i in 0 until awaits) {
        sum += value(i)
    }
    return sum
}

// The branch makes it a function that may suspend, as the compiler of the other side cannot know better either.
private suspend fun value(i: Int): Int {
    if (i < 0) {
        yield()
    }
    return small(i)
}

internal suspend fun awaitFuture(awaits: Int): Long {
    val futures = Array(128) { CompletableDeferred(it) }
    var sum = 0L
    for (i in 0 until awaits) {
        sum += futures[small(i)].await()
    }
    return sum
}

internal suspend fun chain(calls: Int): Long {
    var sum = 0L
    for (i in 0 until calls) {
        sum += link(Inputs.CHAIN)
    }
    return sum
}

private suspend fun link(depth: Int): Int {
    if (depth == 1) {
        yield()
        return 1
    }
    return link(depth - 1) + 1
}

internal class Recursion {
    private var count = 0L

    suspend fun descents(descents: Int): Long {
        for (i in 0 until descents) {
            descend(Inputs.DEPTH)
        }
        return count
    }

    private suspend fun descend(depth: Int) {
        if (depth > 1) {
            descend(depth - 1)
        } else {
            for (i in 0 until Inputs.LEAF_YIELDS) {
                yield()
                count++
            }
        }
        count++
    }
}

internal suspend fun hotLoop(rounds: Int): Long {
    val data = Inputs.hotData()
    var sum = 0L
    for (round in 0 until rounds) {
        var hash = round
        for (i in data.indices) {
            hash += (data[i] * 17) xor i
        }
        checkpoint(round)
        sum += hash
    }
    return sum
}

internal suspend fun innerLoop(rounds: Int): Long {
    val data = Inputs.hotData()
    var sum = 0L
    for (round in 0 until rounds) {
        var hash = round
        for (i in data.indices) {
            val item = data[i]
            if (item < 0) {
                yield()
            }
            hash += (item * 17) xor i
        }
        sum += hash
    }
    return sum
}

private suspend fun checkpoint(round: Int) {
    if (round and Inputs.SUSPENSION_MASK == 0) {
        yield()
    }
}

internal suspend fun CoroutineScope.handOver(callbacks: Int): Long {
    val all = CompletableDeferred<Long>()
    val count = AtomicLong()
    val loop = this
    repeat(2) {
        Thread {
            repeat(callbacks / 2) {
                loop.async {
                    if (count.incrementAndGet() == callbacks.toLong()) {
                        all.complete(callbacks.toLong())
                    }
                }
            }
        }.start()
    }
    return all.await()
}
