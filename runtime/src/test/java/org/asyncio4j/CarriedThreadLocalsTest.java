package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread-local goes along with the context. */
@Timeout(60)
class CarriedThreadLocalsTest {
  private final ThreadLocal<String> user = new ThreadLocal<>();
  private final List<String> log = new ArrayList<>();
  private final int withoutLoops = Context.ofThread().values.size();

  private void note(String who) {
    log.add(who + " " + user.get());
  }

  private <T> T run(Coroutine<T> main) {
    try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
      runner.getLoop().carry(user);
      return runner.run(main);
    }
  }

  /** Sets the thread-local, and looks at it again after others have had their turn. */
  private Script<Object> setter(String name) {
    return Script.named(name)
        .then(
            v -> {
              note(name + " begins with");
              user.set(name);
              return Asyncio.yieldNow();
            })
        .then(
            v -> {
              note(name + " sees");
              return null;
            });
  }

  @Test
  void eachTaskSeesWhatItSetAndBeginsWithWhatItsCreatorHad() {
    user.set("outside");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  note("main begins with");
                  user.set("main");
                  Task<Object> a = Asyncio.createTask(setter("a"));
                  user.set("main again");
                  Task<Object> b = Asyncio.createTask(setter("b"));
                  return Asyncio.gather(a, b);
                })
            .then(
                v -> {
                  note("main sees");
                  return null;
                });
    run(main);
    assertThat(log)
        .containsExactly(
            "main begins with outside",
            "a begins with main",
            "b begins with main again",
            "a sees a",
            "b sees b",
            "main sees main again");
    assertThat(user.get()).isEqualTo("outside");
  }

  @Test
  void anEagerTaskGivesBackWhatItsCreatorHad() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  user.set("main");
                  Task<Object> eager = Asyncio.createTask(setter("eager"), true);
                  note("main sees");
                  return eager;
                });
    run(main);
    assertThat(log).containsExactly("eager begins with main", "main sees main", "eager sees eager");
  }

  @Test
  void callbacksSeeWhatTheirRegistrarHad() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = EventLoop.running();
                  Future<Object> future = loop.createFuture();
                  user.set("1");
                  loop.callSoon(() -> note("soon"));
                  user.set("2");
                  loop.callLater(ofMillis(1), () -> note("later"));
                  user.set("3");
                  future.addDoneCallback(done -> note("done"));
                  user.set("4");
                  future.setResult(null);
                  return Asyncio.sleep(ofMillis(2));
                })
            .then(
                v -> {
                  note("main");
                  return null;
                });
    run(main);
    assertThat(log).containsExactly("soon 1", "done 3", "later 2", "main 4");
  }

  @Test
  void aCoroutineThatIsAwaitedSharesTheValueWithItsAwaiter() {
    Script<Object> main =
        Script.named("main")
            .then(v -> setter("awaited"))
            .then(
                v -> {
                  note("main sees");
                  return null;
                });
    run(main);
    assertThat(log)
        .containsExactly("awaited begins with null", "awaited sees awaited", "main sees awaited");
  }

  @Test
  void codeOfAnotherThreadSeesTheValueAndGivesItsThreadBackAsItWas() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running().setDefaultExecutor(Runnable::run);
                  user.set("main");
                  return Asyncio.toThread(
                      () -> {
                        note("thread");
                        user.set("thread");
                      });
                })
            .then(
                v -> {
                  note("main");
                  return null;
                });
    run(main);
    assertThat(log).containsExactly("thread main", "main main");
  }

  @Test
  void aThreadOfAPoolHasItsOwnValueAgainAfterwards() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.submit(() -> user.set("pool's")).get();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running().setDefaultExecutor(executor);
                  user.set("main");
                  return Asyncio.toThread(() -> user.get());
                })
            .then(seen -> EventLoop.running().runInExecutor(null, () -> seen + ", " + user.get()));
    assertThat(run(main)).isEqualTo("main, pool's");
  }

  @Test
  void whatAnotherThreadSchedulesSeesThatThreadsValue() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = EventLoop.running();
                  Future<Object> over = loop.createFuture();
                  new Thread(
                          () -> {
                            user.set("other thread's");
                            loop.callSoonThreadsafe(
                                () -> {
                                  note("callback");
                                  over.setResult(null);
                                });
                          })
                      .start();
                  return over;
                });
    run(main);
    assertThat(log).containsExactly("callback other thread's");
  }

  @Test
  void contextsRunWithTheirOwn() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  user.set("copied");
                  Context copy = Asyncio.copyContext();
                  user.set("main");
                  copy.run(
                      () -> {
                        note("context");
                        user.set("changed");
                      });
                  note("main");
                  copy.run(() -> note("context"));
                  return null;
                });
    run(main);
    assertThat(log).containsExactly("context copied", "main main", "context changed");
  }

  @Test
  void theExceptionHandlerSeesTheValueOfTheTaskConcerned() {
    CountDownLatch reported = new CountDownLatch(1);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running()
                      .setExceptionHandler(
                          (loop, failure) -> {
                            note("handler");
                            reported.countDown();
                          });
                  user.set("callback's");
                  EventLoop.running()
                      .callSoon(
                          () -> {
                            throw new IllegalStateException();
                          });
                  user.set("main");
                  return Asyncio.yieldNow();
                });
    run(main);
    assertThat(log).containsExactly("handler callback's");
  }

  @Test
  void oneThatIsRegisteredLateKeepsWhatItWasForTasksThatExist() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  user.set("common");
                  Task<Object> early = Asyncio.createTask(setter("early"));
                  EventLoop.running().carry(user);
                  user.set("main");
                  return early;
                })
            .then(
                v -> {
                  note("main sees");
                  return null;
                });
    Loops.run(main);
    assertThat(log)
        .containsExactly("early begins with common", "early sees early", "main sees main");
  }

  @Test
  void aClosedLoopLeavesNothingBehind() {
    run(setter("main"));
    assertThat(Context.ofThread().values.size()).isEqualTo(withoutLoops);
  }

  @Test
  void severalAreCarriedByHooksOfTheUsersOwn() {
    AtomicInteger depth = new AtomicInteger();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running().carry(depth::get, value -> depth.set(value));
                  EventLoop.running().carry(user);
                  depth.set(1);
                  user.set("main");
                  return Asyncio.createTask(
                      Script.of(
                          x -> {
                            note("task " + depth.getAndSet(2));
                            user.remove();
                            return null;
                          }));
                })
            .then(
                v -> {
                  note("main " + depth.get());
                  return null;
                });
    Loops.run(main);
    assertThat(log).containsExactly("task 1 main", "main 1 main");
    assertThat(depth).hasValue(0);
  }
}
