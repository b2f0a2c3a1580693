"""The cases in Python's asyncio, with the protocol of the JVMs: see Worker.java."""

import asyncio
import contextvars
import gc
import sys
import threading
import time

CHAIN, DEPTH, LEAF_YIELDS, TASKS, PLACES, CHILDREN, VALUE, MASK = 10, 1000, 100, 1000, 128, 10, 7, 1023
LARGEST = 100_000  # a tenth of what the JVMs run: it costs a hundred times as much

sys.setrecursionlimit(10 * DEPTH)


def small(i):
    return i & 127


def small_sum(n):
    return sum(range(128)) * (n >> 7) + sum(range(n & 127))


def hot_data():
    return [i * 31 for i in range(1000)]


def wrapped(hash):
    return (hash + 0x80000000) % 0x100000000 - 0x80000000


async def yielding(n):
    count = 0
    for _ in range(n):
        await asyncio.sleep(0)
        count += 1
    return count


async def join(tasks):
    total = 0
    for task in tasks:
        total += await task
    return total


async def yield_thousand(n):
    return await join([asyncio.create_task(yielding(n // TASKS)) for _ in range(TASKS)])


async def value(i):
    return small(i)


async def await_coroutine(n):
    total = 0
    for i in range(n):
        total += await value(i)
    return total


async def await_future(n):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(128)]
    for i, future in enumerate(futures):
        future.set_result(i)
    total = 0
    for i in range(n):
        total += await futures[small(i)]
    return total


async def link(depth):
    if depth == 1:
        await asyncio.sleep(0)
        return 1
    return await link(depth - 1) + 1


async def chain(n):
    total = 0
    for _ in range(n):
        total += await link(CHAIN)
    return total


async def descend(depth):
    if depth == 1:
        return await yielding(LEAF_YIELDS) + 1
    return await descend(depth - 1) + 1


async def recursion(n):
    total = 0
    for _ in range(n):
        total += await descend(DEPTH)
    return total


async def checkpoint(i):
    if i & MASK == 0:
        await asyncio.sleep(0)


async def hot_loop(n):
    data = hot_data()
    total = 0
    for i in range(n):
        hash = i
        for k, item in enumerate(data):
            hash += item * 17 ^ k
        await checkpoint(i)
        total += wrapped(hash)
    return total


async def inner_loop(n):
    data = hot_data()
    total = 0
    for i in range(n):
        hash = i
        for k, item in enumerate(data):
            if item < 0:
                await asyncio.sleep(0)
            hash += item * 17 ^ k
        total += wrapped(hash)
    return total


async def spawn(n):
    return await join([asyncio.create_task(value(i)) for i in range(n)])


async def sleeper(i):
    await asyncio.sleep((300 + i * 7919 % 300) / 1000)
    return 1


async def sleep(n):
    return await join([asyncio.create_task(sleeper(i)) for i in range(n)])


async def ping_pong(n):
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def pong():
        for _ in range(n):
            await back.put(await there.get())

    other = asyncio.create_task(pong())
    total = 0
    for i in range(n):
        await there.put(small(i))
        total += await back.get()
    await other
    return total


async def produce(n):
    queue = asyncio.Queue(PLACES)

    async def producer():
        for i in range(n):
            await queue.put(small(i))

    other = asyncio.create_task(producer())
    total = 0
    for _ in range(n):
        total += await queue.get()
    await other
    return total


def resident():
    gc.collect()
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096


held = 0


async def hold(a, b, c, d, first, second):
    outcome = await first if a == 1 else await hold(a - 1, b, c, d, first, second)
    return outcome + a + (c - b) + (d - b) + len(second) + (0 if first.done() else 1)


async def memory(n):
    global held
    before = resident()
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(n)]
    tasks = [asyncio.create_task(hold(3, i, i + 1, i + 2, futures[i], "held")) for i in range(n)]
    await asyncio.sleep(0)
    held = resident() - before
    for future in futures:
        future.set_result(1)
    return await join(tasks)


async def groups(n):
    count = 0

    async def child():
        nonlocal count
        await asyncio.sleep(0)
        count += 1

    for _ in range(n):
        async with asyncio.TaskGroup() as group:
            for _ in range(CHILDREN):
                group.create_task(child())
    return count


async def wait_for(n):
    total = 0
    for _ in range(n):
        total += await asyncio.wait_for(yielding(1), 3600)
    return total


async def cancel(n):
    tasks = [asyncio.create_task(asyncio.sleep(3600)) for _ in range(n)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    cancelled = 0
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            cancelled += 1
    return cancelled


async def items(n):
    for i in range(n):
        yield small(i)


async def generator(n):
    total = 0
    async for item in items(n):
        total += item
    return total


variable = contextvars.ContextVar("variable")


async def read(depth):
    below = 0 if depth == 1 else await read(depth - 1)
    return below + variable.get()


async def context(n):
    variable.set(VALUE)
    total = 0
    for _ in range(n):
        total += await read(CHAIN)
    return total


async def threadsafe(n):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    count = 0

    def callback():
        nonlocal count
        count += 1
        if count == n:
            done.set_result(count)

    def post():
        for _ in range(n // 2):
            loop.call_soon_threadsafe(callback)

    for _ in range(2):
        threading.Thread(target=post).start()
    return await done


def hot_sum(n):
    data = hot_data()
    rest = sum(item * 17 ^ k for k, item in enumerate(data))
    return sum(wrapped(i + rest) for i in range(n))


# Name: what to run, how many operations (0: by the time of a round), a divisor of it, the right result.
CASES = {
    "YIELD_ONE": (yielding, 0, 1, lambda n: n),
    "YIELD_THOUSAND": (yield_thousand, 0, TASKS, lambda n: n),
    "AWAIT_COROUTINE": (await_coroutine, 0, 1, small_sum),
    "AWAIT_FUTURE": (await_future, 0, 1, small_sum),
    "CHAIN": (chain, 0, 1, lambda n: CHAIN * n),
    "RECURSION": (recursion, 0, 1, lambda n: n * (DEPTH + LEAF_YIELDS)),
    "HOT_LOOP": (hot_loop, 0, 1, hot_sum),
    "INNER_LOOP": (inner_loop, 0, 1, hot_sum),
    "SPAWN": (spawn, LARGEST, 1, small_sum),
    "SLEEP": (sleep, LARGEST, 1, lambda n: n),
    "PING_PONG": (ping_pong, 0, 1, small_sum),
    "PRODUCE": (produce, 0, 1, small_sum),
    "MEMORY": (memory, LARGEST, 1, lambda n: 28 * n),
    "GROUPS": (groups, 0, 1, lambda n: CHILDREN * n),
    "WAIT_FOR": (wait_for, LARGEST // 10, 1, lambda n: n),
    "CANCEL": (cancel, LARGEST // 10, 1, lambda n: n),
    "GENERATOR": (generator, 0, 1, small_sum),
    "CONTEXT": (context, 0, 1, lambda n: CHAIN * n * VALUE),
    "THREADSAFE": (threadsafe, 0, 2, lambda n: n),
}


def main(uses_uvloop, name, round_seconds):
    if uses_uvloop:
        import uvloop

        run = uvloop.run
    else:
        run = asyncio.run
    body, fixed, granularity, expected = CASES[name]

    def once(n):
        start, processor = time.perf_counter(), time.process_time()
        result = run(body(n))
        elapsed, processor = time.perf_counter() - start, time.process_time() - processor
        if result != expected(n):
            raise SystemExit(f"{name} of {n} operations returned {result} instead of {expected(n)}")
        return elapsed, processor

    n = fixed or granularity
    elapsed, _ = once(n)
    while not fixed and elapsed < round_seconds / 2:
        n = max(1, round(n * min(10, round_seconds / elapsed)) // granularity) * granularity
        elapsed, _ = once(n)
    print("ready", flush=True)
    for _ in sys.stdin:
        gc.collect()
        elapsed, processor = once(n)
        print(n, int(elapsed * 1e9), int(processor * 1e9), 0, held, flush=True)


if sys.argv[1] == "--probe":
    # Whether there is an interpreter with all that the cases need, and perhaps uvloop.
    asyncio.TaskGroup
    if sys.argv[2] == "uvloop":
        import uvloop
else:
    main(sys.argv[1] == "uvloop", sys.argv[2], int(sys.argv[3]) / 1000)
