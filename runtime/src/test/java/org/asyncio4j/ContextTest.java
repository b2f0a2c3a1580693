package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ContextTest {
  private final ContextVar<String> variable = new ContextVar<>("variable", "default");
  private final Loops loops = new Loops();

  private Script<Object> setting(String value) {
    return Script.named("setting").then(v -> variable.set(value)).then(v -> null);
  }

  private void note(String where) {
    loops.log.add(where + " " + variable.get());
  }

  @Test
  void aVariableHasAValueADefaultOrNone() {
    ContextVar<String> bare = new ContextVar<>("bare");
    assertThatThrownBy(bare::get)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageMatching("<ContextVar name='bare' at 0x[0-9a-f]{8}>");
    assertThat(bare.get("fallback")).isEqualTo("fallback");
    assertThat(variable.get()).isEqualTo("default");
    assertThat(variable.get("fallback")).isEqualTo("fallback");
    assertThat(variable.name()).isEqualTo("variable");
    Token<String> token = bare.set(null);
    assertThat(bare.get()).isNull();
    bare.reset(token);
    assertThatThrownBy(bare::get).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aTokenUndoesOneSetOnce() {
    Token<String> first = variable.set("a");
    Token<String> second = variable.set("b");
    assertThat(first.oldValue()).isEmpty();
    assertThat(second.oldValue()).contains("a");
    assertThat(second.var()).isSameAs(variable);
    variable.reset(second);
    assertThat(variable.get()).isEqualTo("a");
    variable.reset(first);
    assertThat(variable.get()).isEqualTo("default");
    assertThatThrownBy(() -> variable.reset(first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "<Token used var=<ContextVar .*>> at 0x[0-9a-f]{8}> has already been used once|<Token used var=<ContextVar .*> at 0x[0-9a-f]{8}> has already been used once");
  }

  @Test
  void aTokenOfAnotherVariableOrContextIsRefused() {
    Token<String> token = variable.set("a");
    ContextVar<String> other = new ContextVar<>("other");
    assertThatThrownBy(() -> other.reset(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("was created by a different ContextVar");
    assertThatThrownBy(() -> Asyncio.copyContext().run(() -> variable.reset(token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("was created in a different Context");
    variable.reset(token);
  }

  @Test
  void aContextRunsAFunctionAndKeepsWhatItSets() throws Exception {
    Context context = Asyncio.copyContext();
    assertThat(context.contains(variable)).isFalse();
    assertThatThrownBy(() -> context.get(variable)).isInstanceOf(NoSuchElementException.class);
    String seen =
        context.run(
            () -> {
              variable.set("inside");
              return variable.get();
            });
    assertThat(seen).isEqualTo("inside");
    assertThat(context.get(variable)).isEqualTo("inside");
    assertThat(context.contains(variable)).isTrue();
    assertThat(variable.get()).isEqualTo("default");
    Context copy = context.copy();
    copy.run(() -> note("copy"));
    copy.run(
        () -> {
          variable.set("changed");
        });
    assertThat(context.get(variable)).isEqualTo("inside");
    assertThat(loops.log).containsExactly("copy inside");
    assertThatThrownBy(
            () ->
                context.run(
                    () -> {
                      throw new IOException();
                    }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aContextIsEnteredOnce() {
    Context context = Asyncio.copyContext();
    assertThatThrownBy(() -> context.run(() -> context.run(() -> note("twice"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "cannot enter context: <Context object at 0x[0-9a-f]{8}> is already entered");
    context.run(() -> note("again"));
    assertThat(loops.log).containsExactly("again default");
  }

  @Test
  void aTaskCannotEnterItsOwnContextAgain() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.currentTask().getContext().run(() -> note("twice"));
                  return null;
                })
            .outcome((value, failure) -> failure.getMessage());
    assertThat((String) Loops.run(main)).startsWith("cannot enter context: ");
  }

  @Test
  void aTaskHasACopyOfItsCreatorsContext() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  variable.set("main");
                  Task<Object> kid =
                      Asyncio.createTask(
                          Script.named("kid")
                              .then(
                                  x -> {
                                    note("kid sees");
                                    variable.set("kid");
                                    return Asyncio.yieldNow();
                                  })
                              .always(() -> note("kid keeps")));
                  variable.set("changed");
                  return kid;
                })
            .always(() -> note("main keeps"));
    Loops.run(main);
    note("outside");
    assertThat(loops.log)
        .containsExactly("kid sees main", "kid keeps kid", "main keeps changed", "outside default");
  }

  @Test
  void awaitsShareTheContextAndGatheredTasksDoNot() {
    Script<Object> main =
        Script.named("main")
            .then(v -> setting("1"))
            .always(() -> note("await"))
            .then(v -> Asyncio.gather(setting("2"), setting("3")))
            .always(() -> note("gather"));
    Loops.run(main);
    assertThat(loops.log).containsExactly("await 1", "gather 1");
  }

  @Test
  void callbacksHaveTheContextOfTheirRegistration() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = Asyncio.getRunningLoop();
                  Future<String> future = loop.createFuture();
                  variable.set("1");
                  loop.callSoon(() -> note("soon"));
                  variable.set("2");
                  loop.callLater(ofMillis(1), () -> note("later"));
                  variable.set("3");
                  future.addDoneCallback(done -> note("done"));
                  variable.set("4");
                  loop.callSoonThreadsafe(() -> note("threadsafe"));
                  variable.set("5");
                  future.setResult("r");
                  return Asyncio.sleep(ofMillis(2));
                })
            .always(() -> note("main"));
    Loops.run(main);
    assertThat(loops.log).containsExactly("soon 1", "threadsafe 4", "done 3", "later 2", "main 5");
  }

  @Test
  void whatACallbackSetsIsItsOwn() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = Asyncio.getRunningLoop();
                  loop.callSoon(() -> variable.set("callback"));
                  loop.callSoon(() -> note("next callback"));
                  return Asyncio.sleep(ofMillis(2));
                })
            .always(() -> note("main"));
    Loops.run(main);
    assertThat(loops.log).containsExactly("next callback default", "main default");
  }

  @Test
  void tasksAndCallbacksRunInTheVeryContextThatTheyAreGiven() {
    Context given = Asyncio.copyContext();
    ContextVar<Integer> count = new ContextVar<>("count", 0);
    Runnable increment = () -> count.set(count.get() + 1);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = Asyncio.getRunningLoop();
                  loop.callSoon(increment, given);
                  loop.callLater(ofMillis(1), increment, given);
                  loop.callAt(ofMillis(2), increment, given);
                  loop.callSoonThreadsafe(increment, given);
                  Future<String> future = loop.createFuture();
                  future.addDoneCallback(done -> increment.run(), given);
                  future.setResult("r");
                  Coroutine<Object> coroutine =
                      Script.of(
                          x -> {
                            increment.run();
                            return null;
                          });
                  Task<Object> task = Asyncio.createTask(coroutine, given);
                  assertThat(task.getContext()).isSameAs(given);
                  return Asyncio.sleep(ofMillis(3));
                })
            .then(v -> count.get());
    assertThat(Loops.run(main)).isEqualTo(0);
    assertThat(given.get(count)).isEqualTo(6);
  }

  @Test
  void aTasksContextCanBeReadFromOutside() {
    Script<Object> main =
        Script.named("main")
            .then(v -> Asyncio.createTask(setting("kid")))
            .then(
                v -> {
                  Task<Object> kid = Asyncio.createTask(setting("kid"));
                  Context before = kid.getContext();
                  return Script.named("check")
                      .then(x -> kid)
                      .then(x -> before == kid.getContext() ? before.get(variable) : "another");
                });
    assertThat(Loops.run(main)).isEqualTo("kid");
  }

  @Test
  void aHandleKnowsItsContext() {
    ContextVar<String> var = new ContextVar<>("var", "none");
    EventLoop loop = EventLoop.create(new VirtualClock());
    Context given = Asyncio.copyContext();
    assertThat(loop.callSoon(() -> {}, given).getContext()).isSameAs(given);
    Handle handle = loop.callSoon(() -> var.set("set by the callback"));
    Context own = handle.getContext();
    loop.stop();
    loop.runForever();
    loop.close();
    assertThat(handle.getContext()).isSameAs(own);
    assertThat(own.get(var)).isEqualTo("set by the callback");
  }

  @Test
  void aContextListsItsVariables() {
    ContextVar<String> first = new ContextVar<>("first", "default");
    ContextVar<String> second = new ContextVar<>("second");
    Context context = Asyncio.copyContext();
    int before = context.items().size();
    context.run(
        () -> {
          first.set("1");
          second.set(null);
        });
    assertThat(context.items())
        .hasSize(before + 2)
        .containsEntry(first, "1")
        .containsEntry(second, null);
    assertThat(context.get(first, "x")).isEqualTo("1");
    assertThat(Asyncio.copyContext().get(first, "x")).isEqualTo("x");
    Map<ContextVar<?>, Object> items = context.items();
    assertThatThrownBy(items::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatIsCarriedAlongIsNoVariable() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    loop.carry(new ThreadLocal<String>());
    List<Context> contexts = new ArrayList<>();
    loop.callSoon(() -> contexts.add(Asyncio.copyContext()));
    loop.callSoon(loop::stop);
    int before = Asyncio.copyContext().items().size();
    loop.runForever();
    loop.close();
    assertThat(contexts.get(0).items()).hasSize(before);
  }

  @Test
  void aTokenIsAResource() {
    ContextVar<String> variable = new ContextVar<>("v", "default");
    Asyncio.copyContext()
        .run(
            () -> {
              variable.set("outer");
              try (Token<String> token = variable.set("inner")) {
                assertThat(variable.get()).isEqualTo("inner");
                assertThat(token.oldValue()).hasValue("outer");
              }
              assertThat(variable.get()).isEqualTo("outer");
            });
  }
}
