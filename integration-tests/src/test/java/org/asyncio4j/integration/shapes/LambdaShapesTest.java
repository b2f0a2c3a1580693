package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCallable;
import org.asyncio4j.Coroutine;

/** Lambdas whose bodies await, which no annotation can mark. */
class LambdaShapesTest extends ShapesTest {
  private final String field = "field";

  @Yields("inside")
  @Async
  static Coroutine<String> awaitsInside(Source s) {
    return done(
        await(
            async(
                () -> {
                  String text = await(s.of("inside"));
                  await(s.of(0));
                  return done(text);
                })));
  }

  @Yields("expression")
  @Async
  static Coroutine<String> expressionBody(Source s) {
    return done(await(async(() -> done(await(s.of("expression"))))));
  }

  @Yields("before, created, body, after")
  @Async
  static Coroutine<String> isLazy(Source s) {
    List<String> log = new ArrayList<>();
    log.add(await(s.of("before")));
    Coroutine<Void> lambda =
        async(
            () -> {
              log.add(await(s.of("body")));
              return done();
            });
    log.add("created");
    await(lambda);
    log.add("after");
    return done(String.join(", ", log));
  }

  @Yields("1 2 3.5 awaited array1 field")
  @Async
  Coroutine<String> capturesOfEveryKind(Source s) {
    int i = 1;
    long l = 2;
    double d = 3.5;
    String awaited = await(s.of("awaited"));
    String[] array = {"array"};
    return done(
        await(
            async(
                () -> {
                  String out = i + " " + l + " " + d + " " + awaited;
                  array[0] += await(s.of(1));
                  return done(out + " " + array[0] + " " + field);
                })));
  }

  @Yields("outer inner outer")
  @Async
  static Coroutine<String> lambdaInALambda(Source s) {
    Coroutine<String> outer =
        async(
            () -> {
              String text = await(s.of("outer"));
              Coroutine<String> inner =
                  async(() -> done(text + await(s.of(" inner ")) + await(s.of(text))));
              return done(await(inner));
            });
    return done(await(outer));
  }

  @Yields("[0, 10, 20]")
  @Async
  static Coroutine<List<Integer>> madeInALoop(Source s) {
    List<Coroutine<Integer>> lambdas = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int captured = i;
      lambdas.add(async(() -> done(captured * await(s.of(10)))));
    }
    List<Integer> results = new ArrayList<>();
    for (Coroutine<Integer> lambda : lambdas) {
      results.add(await(lambda));
    }
    return done(results);
  }

  @Yields("caught in the lambda, finally")
  @Async
  static Coroutine<String> handlersInside(Source s) {
    StringBuilder log = new StringBuilder();
    await(
        async(
            () -> {
              try {
                await(s.failing(new IllegalStateException("in the lambda")));
              } catch (IllegalStateException e) {
                log.append(await(s.of("caught "))).append(e.getMessage());
              } finally {
                log.append(await(s.of(", finally")));
              }
              return done();
            }));
    return done(log.toString());
  }

  @Yields("checked disk")
  @Async
  static Coroutine<String> checkedExceptionSurfacesAtTheAwait(Source s) {
    Coroutine<Void> lambda =
        async(
            () -> {
              if (await(s.of(true))) {
                throw new IOException("disk");
              }
              return done();
            });
    try {
      await(lambda, IOException.class);
      return done("nothing");
    } catch (IOException e) {
      return done("checked " + e.getMessage());
    }
  }

  @Yields("stored 5")
  @Async
  static Coroutine<String> storedInAVariableOfAFunctionalType(Source s) {
    AsyncCallable<String, RuntimeException> stored = () -> done("stored " + await(s.of(5)));
    return done(await(stored.call()));
  }

  @Yields("f(3)=9")
  @Async
  static Coroutine<String> ofAnyFunctionalInterfaceThatReturnsACoroutine(Source s) {
    Function<Integer, Coroutine<Integer>> square =
        n -> {
          int factor = await(s.of(n));
          return done(n * factor);
        };
    return done("f(3)=" + await(square.apply(3)));
  }

  @Yields("plain 6")
  @Async
  static Coroutine<String> ordinaryLambdasAreLeftAlone(Source s) {
    Function<Integer, Integer> twice = n -> n * 2;
    return done("plain " + twice.apply(await(s.of(3))));
  }
}
