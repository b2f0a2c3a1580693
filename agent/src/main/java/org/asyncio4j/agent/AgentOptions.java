package org.asyncio4j.agent;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options: {@code key=value,key=value}, as JaCoCo's agent takes them.
 *
 * <ul>
 *   <li>{@code includes}: the classes to compile; all unless given
 *   <li>{@code excludes}: classes to leave alone all the same; none unless given
 *   <li>{@code exclclassloader}: class loaders, by the names of their classes, whose classes are
 *       left alone
 *   <li>{@code classdumpdir}: a directory that gets a copy of every class file the agent makes
 *   <li>{@code warnings}: {@code false} to print refusals only; {@code true} unless given
 * </ul>
 *
 * <p>The first three are lists for a {@link WildcardMatcher}. Immutable.
 */
final class AgentOptions {
  private enum Key {
    INCLUDES,
    EXCLUDES,
    EXCLCLASSLOADER,
    CLASSDUMPDIR,
    WARNINGS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  // A comma that no key follows belongs to the value: a directory's name may have one.
  private static final String SEPARATOR = ",(?=[A-Za-z0-9_-]+=)";

  // Makes accessors for reflection, one class a loader: plentiful, and never async.
  private static final String REFLECTION_LOADER = "jdk.internal.reflect.DelegatingClassLoader";

  private static final Set<String> BOOLEANS = Set.of("true", "false");

  private final Map<Key, String> values;

  private AgentOptions(Map<Key, String> values) {
    this.values = values;
  }

  /**
   * Parses what follows {@code -javaagent:asyncio4j-agent.jar=}.
   *
   * @param text the options; null or empty for the defaults
   * @throws IllegalArgumentException if a key is unknown or repeated, or a value is missing; the
   *     message names the known keys
   */
  static AgentOptions parse(@Nullable String text) {
    Map<Key, String> values = new EnumMap<>(Key.class);
    if (text != null && !text.isEmpty()) {
      for (String entry : text.split(SEPARATOR, -1)) {
        int equals = entry.indexOf('=');
        if (equals < 0 || equals == entry.length() - 1) {
          throw invalid("option \"" + entry + "\" is not of the form key=value");
        }
        Key key = key(entry.substring(0, equals));
        if (key == Key.WARNINGS && !BOOLEANS.contains(entry.substring(equals + 1))) {
          throw invalid("option \"" + entry + "\" is neither true nor false");
        }
        if (values.put(key, entry.substring(equals + 1)) != null) {
          throw invalid("option \"" + key + "\" is given twice");
        }
      }
    }
    return new AgentOptions(values);
  }

  private static Key key(String name) {
    for (Key key : Key.values()) {
      if (key.toString().equals(name)) {
        return key;
      }
    }
    throw invalid("unknown option \"" + name + "\"");
  }

  private static IllegalArgumentException invalid(String problem) {
    String known = Arrays.stream(Key.values()).map(Key::toString).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "asyncio4j agent: "
            + problem
            + ". Options are written key=value,key=value; the known keys are: "
            + known);
  }

  WildcardMatcher includes() {
    return new WildcardMatcher(values.getOrDefault(Key.INCLUDES, "*"));
  }

  WildcardMatcher excludes() {
    return new WildcardMatcher(values.getOrDefault(Key.EXCLUDES, ""));
  }

  WildcardMatcher excludedClassLoaders() {
    return new WildcardMatcher(values.getOrDefault(Key.EXCLCLASSLOADER, REFLECTION_LOADER));
  }

  @Nullable Path classDumpDirectory() {
    String directory = values.get(Key.CLASSDUMPDIR);
    return directory == null ? null : Path.of(directory);
  }

  boolean warnings() {
    return !"false".equals(values.get(Key.WARNINGS));
  }

  /** Returns the options that were given, in a form that {@link #parse} reads. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
