package org.asyncio4j.junit;

import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.LoopClock;
import org.asyncio4j.VirtualClock;
import org.asyncio4j.junit.codegen.CompiledTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs test methods and fixtures that await. {@link AsyncTest}, {@link VirtualTime} and {@link
 * SharedLoop} register it; {@code @ExtendWith(AsyncExtension.class)} at a class does so for JUnit's
 * own annotations: {@code @Async @ParameterizedTest}, {@code @Async @RepeatedTest},
 * {@code @Async @BeforeAll}.
 *
 * <ul>
 *   <li>Each test, and each invocation of a repeated or parameterised one, has a fresh {@link
 *       EventLoop}, unless its class has a {@link SharedLoop}. The fixtures before and after each
 *       test run on it as well, in the same {@link org.asyncio4j.Context}. It turns while one of
 *       these runs, on the thread that JUnit calls them on.
 *   <li>Methods may have a parameter of type {@link EventLoop}, {@link LoopClock}, or with virtual
 *       time {@link VirtualClock}.
 *   <li>A test or fixture that takes longer than ten seconds of real time is stopped and fails; the
 *       message lists the tasks of the loop, and where the thread is blocked if it is. The
 *       configuration parameter {@code asyncio4j.junit.timeout} sets another limit, in JUnit's
 *       notation ({@code 30 s}, {@code 500 ms}, {@code 2 m}). Where there is a {@link
 *       org.junit.jupiter.api.Timeout} that one holds instead. {@code
 *       junit.jupiter.execution.timeout.mode} is heeded.
 *   <li>A test that passes but leaves tasks behind that nobody has cancelled fails; the message
 *       lists them. They are cancelled.
 *   <li>A test that leaves failures that nobody looked at, and would be reported to the loop's
 *       exception handler, fails with them.
 * </ul>
 */
public final class AsyncExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        InvocationInterceptor,
        ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(AsyncExtension.class);

  /** Made by JUnit. */
  public AsyncExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    if (TestSettings.sharesLoop(context) && loopOf(context) == null) {
      store(context).put(TestLoop.class, new TestLoop(TestSettings.hasVirtualTime(context), true));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    boolean virtualTime = TestSettings.hasVirtualTime(context);
    TestLoop shared = loopOf(context);
    if (shared == null) {
      store(context).put(TestLoop.class, new TestLoop(virtualTime, false));
    } else {
      shared.checkVirtualTime(virtualTime, TestSettings.name(context));
      shared.begin();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestLoop loop = loopOf(context);
    if (loop != null) {
      end(loop, context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestLoop loop = store(context).get(TestLoop.class, TestLoop.class);
    boolean own =
        loop != null
            && context
                .getParent()
                .map(parent -> store(parent).get(TestLoop.class) == null)
                .orElse(true);
    if (loop != null && own) {
      loop.shared(false);
      end(loop, context);
    }
  }

  private static void end(TestLoop loop, ExtensionContext context) {
    loop.end(
        TestSettings.name(context),
        "",
        TestSettings.limit(context, null),
        context.getExecutionException().isEmpty());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation, method, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation, method, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation, method, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation, method, context);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    interceptOfClass(invocation, method, context);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    interceptOfClass(invocation, method, context);
  }

  private static void intercept(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    TestLoop loop = loopOf(context);
    if (loop == null) {
      throw new IllegalStateException(
          TestSettings.name(context) + " has no event loop: it was not extended when it began");
    }
    proceed(invocation, method.getExecutable(), context, loop);
  }

  private static void interceptOfClass(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    TestLoop shared = loopOf(context);
    if (shared != null) {
      proceed(invocation, method.getExecutable(), context, shared);
      return;
    }
    TestLoop loop = new TestLoop(TestSettings.hasVirtualTime(context), false);
    Throwable failure = null;
    try {
      proceed(invocation, method.getExecutable(), context, loop);
    } catch (Throwable t) {
      failure = t;
    }
    try {
      loop.end(
          TestSettings.name(method.getExecutable()),
          ", or annotate the class with @SharedLoop to have it go on",
          TestSettings.limit(context, method.getExecutable()),
          failure == null);
    } catch (Throwable t) {
      if (failure == null) {
        throw t;
      }
      failure.addSuppressed(t);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void proceed(
      Invocation<Void> invocation, Method method, ExtensionContext context, TestLoop loop)
      throws Throwable {
    BodyRun run = new BodyRun(loop, method, context);
    Consumer<Coroutine<?>> outer = CompiledTest.setRunner(run);
    try {
      invocation.proceed();
    } finally {
      CompiledTest.setRunner(outer);
    }
    run.checkCompiled();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EventLoop.class || type == LoopClock.class || type == VirtualClock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestLoop loop = loopOf(context);
    if (loop == null) {
      throw new ParameterResolutionException(
          "no event loop for the parameter '"
              + parameter.getParameter().getName()
              + "' of "
              + parameter.getDeclaringExecutable().getName()
              + "; constructors and fixtures for all tests have one in a class with @SharedLoop"
              + " only");
    }
    Class<?> type = parameter.getParameter().getType();
    if (type == EventLoop.class) {
      return loop.loop();
    }
    if (type.isInstance(loop.clock())) {
      return loop.clock();
    }
    throw new ParameterResolutionException(
        "time is not virtual in "
            + TestSettings.name(context)
            + ", so that there is no VirtualClock; annotate it with @AsyncTest(virtualTime = true)"
            + " or @VirtualTime");
  }

  /** The loop of a test or of a class; null where there is none. */
  private static @Nullable TestLoop loopOf(ExtensionContext context) {
    return store(context).get(TestLoop.class, TestLoop.class);
  }

  /** What is put in there is found by the contexts below too. */
  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
