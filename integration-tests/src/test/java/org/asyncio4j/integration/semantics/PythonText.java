package org.asyncio4j.integration.semantics;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * How a Java value reads in a trace that Python wrote: the one place where the two languages' names
 * and literals are mapped onto each other, so that every expected line stays as it came.
 *
 * <ul>
 *   <li>{@code null}, {@code true} and {@code false} are {@code None}, {@code True} and {@code
 *       False}.
 *   <li>A string is bare on its own and quoted inside something else; lists are in brackets, maps
 *       in braces; a {@link Tuple} is in parentheses.
 *   <li>Exceptions have the names of {@link #EXCEPTIONS}; printed, they are their message; inside
 *       something else, the name and the quoted message.
 *   <li>Everything else (numbers) is its {@code toString}.
 * </ul>
 */
final class PythonText {
  /**
   * The Java exception that stands for each Python one. The three of the index family keep Python's
   * hierarchy: two siblings below a common parent.
   */
  private static final Map<Class<?>, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry(IllegalArgumentException.class, "ValueError"),
          Map.entry(IllegalStateException.class, "RuntimeError"),
          Map.entry(ClassCastException.class, "TypeError"),
          Map.entry(IndexOutOfBoundsException.class, "LookupError"),
          Map.entry(ArrayIndexOutOfBoundsException.class, "KeyError"),
          Map.entry(StringIndexOutOfBoundsException.class, "IndexError"),
          Map.entry(AsyncTimeoutException.class, "TimeoutError"),
          Map.entry(CancelledError.class, "CancelledError"));

  private PythonText() {}

  /** Several values printed as one, as in Python's {@code e.args} or a {@code *args} parameter. */
  record Tuple(List<?> values) {
    static Tuple of(Object... values) {
      return new Tuple(List.of(values));
    }
  }

  /** Python's {@code str(value)}. */
  static String str(@Nullable Object value) {
    if (value instanceof String string) {
      return string;
    }
    if (value instanceof Throwable exception) {
      return exception.getMessage() == null ? "" : exception.getMessage();
    }
    return repr(value);
  }

  /** Python's {@code repr(value)}. */
  static String repr(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean bool) {
      return bool ? "True" : "False";
    }
    if (value instanceof String string) {
      String quote = string.contains("'") && !string.contains("\"") ? "\"" : "'";
      return quote + string + quote;
    }
    if (value instanceof List<?> list) {
      return join(list, "[", "]");
    }
    if (value instanceof Map<?, ?> map) {
      StringJoiner entries = new StringJoiner(", ", "{", "}");
      map.forEach((key, mapped) -> entries.add(repr(key) + ": " + repr(mapped)));
      return entries.toString();
    }
    if (value instanceof Tuple tuple) {
      return join(tuple.values(), "(", tuple.values().size() == 1 ? ",)" : ")");
    }
    if (value instanceof Throwable exception) {
      return join(args(exception).values(), typeName(exception.getClass()) + "(", ")");
    }
    return value.toString();
  }

  /** Python's {@code type.__name__} of an exception's class. */
  static String typeName(Class<?> exceptionClass) {
    String name = EXCEPTIONS.get(exceptionClass);
    if (name == null) {
      throw new AssertionError("no Python name for " + exceptionClass);
    }
    return name;
  }

  /** A message of asyncio that begins with the name of an exception's class. */
  static String inPython(String message) {
    for (Map.Entry<Class<?>, String> exception : EXCEPTIONS.entrySet()) {
      String name = exception.getKey().getSimpleName() + ' ';
      if (message.startsWith(name)) {
        return exception.getValue() + message.substring(name.length() - 1);
      }
    }
    return message;
  }

  /** Python's {@code exception.args}. */
  static Tuple args(Throwable exception) {
    return exception.getMessage() == null ? Tuple.of() : Tuple.of(exception.getMessage());
  }

  /** Python's {@code coroutine.__name__}: what stands between the last dot and the address. */
  static String name(Coroutine<?> coroutine) {
    String text = coroutine.toString();
    int end = text.indexOf(" at 0x");
    return text.substring(text.lastIndexOf('.', end) + 1, end);
  }

  private static String join(List<?> values, String start, String end) {
    StringJoiner joiner = new StringJoiner(", ", start, end);
    for (Object value : values) {
      joiner.add(repr(value));
    }
    return joiner.toString();
  }
}
