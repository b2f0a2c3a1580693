package org.asyncio4j.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Consumer;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One call of a test method or fixture: runs the coroutine that its compiled code hands over. */
final class BodyRun implements Consumer<Coroutine<?>> {
  private static final Set<Class<? extends Annotation>> ASYNC =
      Set.of(
          Async.class,
          AsyncTest.class,
          AsyncBeforeEach.class,
          AsyncAfterEach.class,
          AsyncBeforeAll.class,
          AsyncAfterAll.class);

  private final TestLoop loop;
  private final Method method;
  private final ExtensionContext context;
  private boolean handedOver;

  BodyRun(TestLoop loop, Method method, ExtensionContext context) {
    this.loop = loop;
    this.method = method;
    this.context = context;
  }

  @Override
  public void accept(Coroutine<?> body) {
    handedOver = true;
    if (Asyncio.isRunning()) {
      body.close();
      throw new IllegalStateException(
          body
              + " is the body of a test or fixture, which runs by itself and cannot be called from a"
              + " coroutine; let the method return Coroutine<Void>, and await it");
    }
    loop.run(
        TestSettings.name(method), method.getName(), TestSettings.limit(context, method), body);
  }

  /** Refuses a body that was run as ordinary code. */
  void checkCompiled() {
    if (!handedOver && ASYNC.stream().anyMatch(method::isAnnotationPresent)) {
      throw new IllegalStateException(
          TestSettings.name(method)
              + " was not compiled by asyncio4j; run the tests with"
              + " -javaagent:asyncio4j-agent.jar, or let the goal instrument-test of"
              + " asyncio4j-maven-plugin compile them");
    }
  }
}
