package org.asyncio4j.integration.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.shapes.Source.Fault;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * A family of shapes: the methods of the subclass that are marked with {@link Yields}.
 *
 * <p>Each must come to what its mark says at every pace; and when one of its awaits fails or is
 * cancelled, to the same at every pace, whichever await it is.
 */
abstract class ShapesTest {
  private static final List<Pace> NEVER_SUSPENDING = List.of(Pace.DONE_FUTURE);

  private static final List<List<Pace>> OTHER_PACES =
      List.of(
          List.of(Pace.FINISHED_COROUTINE),
          List.of(Pace.PENDING_FUTURE),
          List.of(Pace.SUSPENDING_COROUTINE),
          List.of(Pace.DONE_FUTURE, Pace.SUSPENDING_COROUTINE),
          List.of(Pace.PENDING_FUTURE, Pace.FINISHED_COROUTINE));

  @TestFactory
  final Stream<DynamicNode> shapes() {
    List<Method> shapes =
        Stream.of(getClass().getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Yields.class) && !method.isSynthetic())
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    assertThat(shapes).isNotEmpty();
    return shapes.stream().map(this::testsOf);
  }

  private DynamicNode testsOf(Method shape) {
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(yields(shape, NEVER_SUSPENDING));
    for (List<Pace> paces : OTHER_PACES) {
      tests.add(yields(shape, paces));
    }
    for (Fault fault : Fault.values()) {
      tests.add(
          dynamicTest(fault + " of any await", () -> assertThatPaceIsWithoutEffect(shape, fault)));
    }
    return dynamicContainer(shape.getName(), tests);
  }

  private DynamicNode yields(Method shape, List<Pace> paces) {
    return dynamicTest(
        paces.toString(),
        () ->
            assertThat(outcome(shape, new Source(paces)))
                .isEqualTo(shape.getAnnotation(Yields.class).value()));
  }

  private void assertThatPaceIsWithoutEffect(Method shape, Fault fault) {
    Source count = new Source(NEVER_SUSPENDING);
    outcome(shape, count);
    for (int index = 0; index < count.used(); index++) {
      String expected = outcome(shape, new Source(NEVER_SUSPENDING, fault, index));
      for (List<Pace> paces : OTHER_PACES) {
        assertThat(outcome(shape, new Source(paces, fault, index)))
            .as("%s of await %d at pace %s", fault, index, paces)
            .isEqualTo(expected);
      }
    }
  }

  /** Runs the shape on a loop of its own and says what came of it. */
  private String outcome(Method shape, Source source) {
    try {
      Object result = VirtualTime.run(call(shape, source));
      return String.valueOf(result);
    } catch (AssertionError | LinkageError e) {
      throw e;
    } catch (Throwable e) {
      String message = e.getMessage() == null ? "" : ": " + e.getMessage();
      return "throws " + e.getClass().getSimpleName() + message;
    }
  }

  private Coroutine<?> call(Method shape, Source source) throws Throwable {
    shape.setAccessible(true);
    try {
      return (Coroutine<?>) shape.invoke(this, source);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
