package org.asyncio4j.compiler.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The methods of the JDK that wait, and so stop every task of a loop when its thread calls them.
 *
 * <p>Known by the class that the call names: no hierarchy is looked at, so each class that programs
 * declare their variables with is listed.
 */
final class BlockingCalls {

  private static final String ELSEWHERE =
      "let another thread do it and await that: await(toThread(() -> ...))";
  private static final String FUTURE =
      "await a CompletableFuture in its place, or let another thread call it and await that:"
          + " await(toThread(() -> ...))";
  private static final String SIGNAL =
      "await a Future of the loop, which the other side completes with"
          + " loop.callSoonThreadsafe(...)";
  private static final String LOCK =
      "once taken it does not keep out the other tasks, which share the thread; the code between"
          + " two awaits runs alone without a lock, and a short access to what other threads"
          + " share belongs in a method that is not @Async";

  private static final String CONCURRENT = "java/util/concurrent/";

  /** Methods of which only the forms with a timeout wait. */
  private static final Set<String> WAITING_IF_TIMED =
      Set.of(
          "offer",
          "offerFirst",
          "offerLast",
          "poll",
          "pollFirst",
          "pollLast",
          "tryAcquire",
          "tryLock",
          "tryTransfer");

  /** The mend by method, by class: {@code java/lang/Thread} to {@code sleep} to mend. */
  private static final Map<String, Map<String, String>> MENDS = new HashMap<>();

  static {
    add("write await(sleep(delay))", List.of("java/lang/Thread", CONCURRENT + "TimeUnit"), "sleep");
    add(ELSEWHERE, List.of("java/lang/Thread"), "join");
    add("write await(future)", concurrent("CompletableFuture"), "get", "join");
    add(
        FUTURE,
        concurrent(
            "ForkJoinTask",
            "Future",
            "FutureTask",
            "RecursiveAction",
            "RecursiveTask",
            "RunnableFuture",
            "RunnableScheduledFuture",
            "ScheduledFuture"),
        "get",
        "join",
        "invoke");
    add(SIGNAL, concurrent("CountDownLatch", "CyclicBarrier"), "await");
    add(
        SIGNAL,
        concurrent("locks/Condition"),
        "await",
        "awaitNanos",
        "awaitUninterruptibly",
        "awaitUntil");
    add(SIGNAL, concurrent("Exchanger"), "exchange");
    add(SIGNAL, concurrent("locks/LockSupport"), "park", "parkNanos", "parkUntil");
    add(
        SIGNAL,
        concurrent("Phaser"),
        "arriveAndAwaitAdvance",
        "awaitAdvance",
        "awaitAdvanceInterruptibly");
    add(SIGNAL, concurrent("Semaphore"), "acquire", "acquireUninterruptibly", "tryAcquire");
    add(
        LOCK,
        concurrent(
            "locks/Lock",
            "locks/ReentrantLock",
            "locks/ReentrantReadWriteLock$ReadLock",
            "locks/ReentrantReadWriteLock$WriteLock"),
        "lock",
        "lockInterruptibly",
        "tryLock");
    add(
        ELSEWHERE,
        concurrent(
            "ArrayBlockingQueue",
            "BlockingDeque",
            "BlockingQueue",
            "LinkedBlockingDeque",
            "LinkedBlockingQueue",
            "SynchronousQueue",
            "TransferQueue"),
        "offer",
        "offerFirst",
        "offerLast",
        "poll",
        "pollFirst",
        "pollLast",
        "put",
        "putFirst",
        "putLast",
        "take",
        "takeFirst",
        "takeLast",
        "transfer",
        "tryTransfer");
    // Without a bound: put and offer never wait.
    add(
        ELSEWHERE,
        concurrent("DelayQueue", "LinkedTransferQueue", "PriorityBlockingQueue"),
        "poll",
        "take",
        "transfer",
        "tryTransfer");
    add(ELSEWHERE, concurrent("CompletionService", "ExecutorCompletionService"), "poll", "take");
    add(
        ELSEWHERE,
        concurrent(
            "ExecutorService",
            "ForkJoinPool",
            "ScheduledExecutorService",
            "ScheduledThreadPoolExecutor",
            "ThreadPoolExecutor"),
        "awaitQuiescence",
        "awaitTermination",
        "close",
        "invoke",
        "invokeAll",
        "invokeAny");
    add("write await(process.onExit())", List.of("java/lang/Process"), "waitFor");
    add("write await(client.sendAsync(...))", List.of("java/net/http/HttpClient"), "send");
    add(ELSEWHERE, List.of("java/net/ServerSocket"), "accept");
    add(ELSEWHERE, List.of("java/nio/channels/Selector"), "select");
  }

  private BlockingCalls() {}

  /** What to say about {@code call} in a coroutine; null if it does not wait. */
  static @Nullable String message(MethodInsnNode call) {
    String mend = mend(call);
    if (mend == null) {
      return null;
    }
    String owner = OwnMonitors.isMonitorCall(call) ? "Object" : Lint.simpleName(call.owner);
    return owner
        + "."
        + call.name
        + " blocks the thread of the event loop, so that no task of it runs; "
        + mend;
  }

  private static @Nullable String mend(MethodInsnNode call) {
    if (OwnMonitors.isMonitorCall(call)) {
      return call.name.equals("wait") ? SIGNAL : null;
    }
    Map<String, String> methods = MENDS.get(call.owner);
    if (methods == null
        || (WAITING_IF_TIMED.contains(call.name)
            && !call.desc.contains("L" + CONCURRENT + "TimeUnit;"))) {
      return null;
    }
    return methods.get(call.name);
  }

  private static List<String> concurrent(String... simpleNames) {
    List<String> names = new ArrayList<>();
    for (String simpleName : simpleNames) {
      names.add(CONCURRENT + simpleName);
    }
    return names;
  }

  private static void add(String mend, List<String> owners, String... methods) {
    for (String owner : owners) {
      Map<String, String> mends = MENDS.get(owner);
      if (mends == null) {
        mends = new HashMap<>();
        MENDS.put(owner, mends);
      }
      for (String method : methods) {
        mends.put(method, mend);
      }
    }
  }
}
