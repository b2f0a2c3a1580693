package org.asyncio4j.integration.semantics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scenario: a class per Python module, its coroutine functions being methods of the same names
 * and its {@code print} being {@link #print}.
 *
 * <p>The class is named like the module by the rule of the whole project: {@code cancel_order} is
 * {@code CancelOrder}.
 */
abstract class Scenario {
  private final List<String> trace = new ArrayList<>();

  /** What the Python module does when it is run. */
  abstract void module() throws Exception;

  /** Adds a line to the trace: the values as Python prints them, separated by spaces. */
  final void print(@Nullable Object... values) {
    List<String> words = new ArrayList<>();
    for (Object value : values) {
      words.add(PythonText.str(value));
    }
    trace.add(String.join(" ", words));
  }

  /** The lines printed so far. */
  final List<String> trace() {
    return List.copyOf(trace);
  }
}
