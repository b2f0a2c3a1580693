"""Writes random programs over asyncio's synchronisation primitives, and what each prints.

    python3.14 record.py <first seed> <how many>

A program is one line per task: the words of the task are its operations, in their order. Every
operation that ends is a line of the trace; an operation that was cancelled is one too, and the task
goes on with the next. ReplayTest runs the same programs and expects the same lines.
"""

import asyncio
import random
import re
import sys

TURNS = 12

OPERATIONS = {
    "lock": "lock.acquire lock.acquire lock.release lock.release",
    "condition": "condition.acquire condition.wait condition.wait condition.notify:1"
    " condition.notify:2 condition.notify_all condition.release condition.release",
    "semaphore": "semaphore.acquire semaphore.acquire semaphore.acquire semaphore.release"
    " semaphore.release",
    "event": "event.wait event.wait event.wait event.set event.clear",
    "barrier": "barrier.wait barrier.wait barrier.wait barrier.wait barrier.wait barrier.reset"
    " barrier.abort",
    "queue": "queue.put queue.put queue.put queue.get queue.get queue.get queue.put_nowait"
    " queue.get_nowait queue.task_done queue.join",
    "closing": "queue.put queue.put queue.put queue.get queue.get queue.get queue.task_done"
    " queue.join queue.shutdown:0 queue.shutdown:1",
}


def make(seed):
    choose = random.Random(seed)
    kind = choose.choice(sorted(OPERATIONS))
    words = OPERATIONS[kind].split()
    size = choose.randint(1, 3)
    tasks = choose.randint(2, 6)
    lines = []
    for _ in range(tasks):
        program = []
        for _ in range(choose.randint(2, 7)):
            chance = choose.random()
            if chance < 0.15:
                program.append("yield")
            elif chance < 0.3:
                program.append(f"cancel:{choose.randrange(tasks)}")
            else:
                program.append(choose.choice(words))
        lines.append(" ".join(program))
    return kind, size, lines


async def run(kind, size, lines, trace):
    things = {
        "lock": asyncio.Lock,
        "condition": asyncio.Condition,
        "semaphore": lambda: asyncio.Semaphore(size - 1),
        "event": asyncio.Event,
        "barrier": lambda: asyncio.Barrier(size),
        "queue": lambda: asyncio.Queue(size),
        "closing": lambda: asyncio.Queue(size),
    }
    thing = things[kind]()
    tasks = []

    async def perform(number, index, word):
        name, _, argument = word.partition(":")
        if name == "yield":
            return await asyncio.sleep(0)
        if name == "cancel":
            return tasks[int(argument)].cancel()
        method = getattr(thing, name.partition(".")[2])
        if "put" in name:
            result = method(f"{number}.{index}")
        elif name == "queue.shutdown":
            result = method(argument == "1")
        elif argument:
            result = method(int(argument))
        else:
            result = method()
        return await result if asyncio.iscoroutine(result) else result

    async def interpret(number, words):
        for index, word in enumerate(words):
            try:
                outcome = await perform(number, index, word)
            except BaseException as e:
                outcome = f"{type(e).__name__}({e})"
            trace.append(f"{number} {word} {outcome}")

    def describe():
        text = str(thing) if isinstance(thing, asyncio.Queue) else repr(thing)
        return re.sub(r"<asyncio\.locks\.(\w+) object at \w+", r"<\1", text)

    for number, line in enumerate(lines):
        tasks.append(asyncio.create_task(interpret(number, line.split())))
    for _ in range(TURNS):
        await asyncio.sleep(0)
    while not all(task.done() for task in tasks):
        trace.append(describe())
        for task in tasks:
            task.cancel()
        if kind in ("lock", "condition") and thing.locked():
            thing.release()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    trace.append(describe())


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + count):
        kind, size, lines = make(seed)
        trace = []
        asyncio.run(run(kind, size, lines, trace))
        print(f"= {seed} {kind} {size}")
        print(*lines, sep="\n")
        print("-")
        print(*trace, sep="\n")


main()
