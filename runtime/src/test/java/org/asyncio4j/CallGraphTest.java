package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CallGraphTest {
  private final Loops loops = new Loops();

  /** {@code a <- b <- [c, d]} for a task a that b awaits, and b's awaiters. */
  private static String awaiters(FutureCallGraph graph) {
    String name = graph.future() instanceof Task<?> task ? task.getName() : graph.future().kind();
    List<String> above = graph.awaitedBy().stream().map(CallGraphTest::awaiters).toList();
    return above.isEmpty() ? name : name + " <- " + (above.size() == 1 ? above.get(0) : above);
  }

  private static List<String> methods(FutureCallGraph graph) {
    return graph.callStack().stream().map(entry -> entry.frame().getMethodName()).toList();
  }

  /** A future, awaited by a task in some way; its graph. */
  private static FutureCallGraph graphOf(Function<Future<Object>, Awaitable<?>> awaited) {
    Script<FutureCallGraph> main =
        Script.<FutureCallGraph>named("main")
            .then(
                v -> {
                  Future<Object> future = Asyncio.getRunningLoop().createFuture();
                  createTask(Script.named("waiting").then(x -> awaited.apply(future)), "w");
                  return sleep(ofMillis(1), future);
                })
            .then(v -> Asyncio.captureCallGraph((Future<?>) v));
    return Loops.run(main);
  }

  @Test
  void whoAwaitsAFuture() {
    FutureCallGraph graph = graphOf(future -> Script.named("inner").then(v -> future));
    assertThat(awaiters(graph)).isEqualTo("Future <- w");
    assertThat(graph.callStack()).isEmpty();
    assertThat(methods(graph.awaitedBy().get(0))).containsExactly("inner", "waiting");
  }

  @Test
  void throughGatherWaitShieldAndGroups() {
    assertThat(awaiters(graphOf(f -> Asyncio.gather(f, f)))).isEqualTo("Future <- w");
    assertThat(awaiters(graphOf(f -> Asyncio.gather(Asyncio.gather(f))))).isEqualTo("Future <- w");
    assertThat(awaiters(graphOf(f -> Asyncio.wait(List.of(f))))).isEqualTo("Future <- w");
    assertThat(awaiters(graphOf(f -> Asyncio.shield(f)))).isEqualTo("Future <- w");
    assertThat(awaiters(graphOf(Asyncio::gather))).isEqualTo("Future <- w");
    assertThat(
            awaiters(
                graphOf(
                    f ->
                        Asyncio.taskGroup(
                            group -> {
                              group.createTask(Script.named("child").then(v -> f), "c");
                              return Asyncio.done();
                            }))))
        .isEqualTo("Future <- c <- w");
  }

  @Test
  void severalAwaitersAndTheirs() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> leaf = createTask(loops.sleeper("leaf", 1000), "leaf");
                  Task<Object> a = createTask(Script.of(x -> leaf), "a");
                  createTask(Script.of(x -> leaf), "b");
                  createTask(Script.of(x -> a), "above a");
                  return sleep(ofMillis(1), leaf);
                })
            .then(v -> awaiters(Asyncio.captureCallGraph((Future<?>) v)));
    assertThat(Loops.run(main)).isEqualTo("leaf <- [a <- above a, b]");
  }

  @Test
  void theCurrentTask() {
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    createTask(
                        Script.named("outer")
                            .then(x -> yieldNow())
                            .then(x -> Script.named("inner").then(y -> here())),
                        "t"));
    FutureCallGraph graph = (FutureCallGraph) Loops.run(main);
    assertThat(awaiters(graph)).isEqualTo("t <- Task-1");
    assertThat(methods(graph).get(0)).isEqualTo("here");
    assertThat(methods(graph)).doesNotContain("drive", "start", "step", "run", "capture");
    assertThat(methods(graph.awaitedBy().get(0))).containsExactly("main");
  }

  private static FutureCallGraph here() {
    return Asyncio.captureCallGraph();
  }

  @Test
  void awaitersOfTheResumedCoroutine() {
    Script<Object> main =
        Script.named("outermost")
            .then(v -> Script.named("inner").then(x -> yieldNow()).then(x -> here()));
    assertThat(methods((FutureCallGraph) Loops.run(main))).startsWith("here").endsWith("outermost");
  }

  @Test
  void aTaskThatIsDoneHasNoFrames() {
    Script<Object> main =
        Script.named("main").then(v -> createTask(Asyncio.done())).then(v -> null);
    assertThat(Loops.run(main)).isNull();
    EventLoop loop = EventLoop.create();
    Task<String> task = loop.createTask(Asyncio.done("r"));
    loop.runUntilComplete(task);
    assertThat(Asyncio.captureCallGraph(task))
        .isEqualTo(new FutureCallGraph(task, List.of(), List.of()));
    loop.close();
  }

  @Test
  void withoutATask() {
    List<Object> seen = new ArrayList<>();
    EventLoop loop = EventLoop.create();
    loop.callSoon(
        () -> {
          seen.add(Asyncio.captureCallGraph() == null);
          seen.add(Asyncio.formatCallGraph());
          loop.stop();
        });
    loop.runForever();
    loop.close();
    assertThat(seen).containsExactly(true, "");
    assertThatThrownBy(Asyncio::captureCallGraph)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside of a running event loop");
  }

  @Test
  void circlesAndLongChainsEnd() {
    List<Task<Object>> circle = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop().setExceptionHandler((l, context) -> {});
                  for (int i = 0; i < 2; i++) {
                    int other = 1 - i;
                    circle.add(createTask(Script.of(x -> circle.get(other)), "c" + i));
                  }
                  Future<?> last = Asyncio.getRunningLoop().createFuture();
                  Future<?> first = last;
                  for (int i = 0; i < 10_000; i++) {
                    Future<?> inner = last;
                    last = createTask(Script.of(x -> inner));
                  }
                  return sleep(ofMillis(1), first);
                })
            .then(
                v -> {
                  loops.log.add(awaiters(Asyncio.captureCallGraph(circle.get(0))));
                  return Asyncio.formatCallGraph((Future<?>) v).lines().count();
                });
    assertThat((long) Loops.run(main)).isBetween(200L, 2000L);
    assertThat(loops.log).containsExactly("c0 <- c1 <- c0");
  }

  @Test
  void theGraphAsText() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> leaf =
                      createTask(Script.named("leaf").then(x -> sleep(ofMillis(9))), "l");
                  return Script.named("waiting")
                      .then(
                          x -> {
                            Asyncio.getRunningLoop()
                                .callLater(
                                    ofMillis(1),
                                    () -> Asyncio.printCallGraph(leaf, new PrintStream(bytes)));
                            return leaf;
                          });
                });
    Loops.run(main);
    assertThat(bytes.toString().replaceAll("0x[0-9a-f]+", "0x1").lines().toList())
        .containsExactly(
            "* Task(name='l', id=0x1)",
            "  + Call stack:",
            "  |   at com.acme.Scripts.leaf(Scripts.java:1)",
            "  + Awaited by:",
            "    * Task(name='Task-1', id=0x1)",
            "      + Call stack:",
            "      |   at com.acme.Scripts.waiting(Scripts.java:1)",
            "      |   at com.acme.Scripts.main(Scripts.java:1)");
  }

  @Test
  void kindsOfAwaitables() {
    EventLoop loop = EventLoop.create();
    assertThat(Asyncio.iscoroutine(Asyncio.done())).isTrue();
    assertThat(Asyncio.iscoroutine(loop.createFuture())).isFalse();
    assertThat(Asyncio.isfuture(loop.createFuture())).isTrue();
    assertThat(Asyncio.isfuture(Asyncio.done())).isFalse();
    assertThat(Asyncio.isfuture(null)).isFalse();
    loop.close();
  }
}
