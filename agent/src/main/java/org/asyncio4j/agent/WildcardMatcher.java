package org.asyncio4j.agent;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Matches names against a list of patterns, separated by {@code :}, in which {@code *} stands for
 * any characters, none included, and {@code ?} for exactly one. An empty list matches no name.
 * Immutable.
 */
public final class WildcardMatcher {
  private final Pattern pattern;

  /**
   * Creates a matcher.
   *
   * @param patterns the patterns, separated by {@code :}
   */
  public WildcardMatcher(String patterns) {
    this.pattern =
        Pattern.compile(
            Arrays.stream(patterns.split(":"))
                .map(WildcardMatcher::regex)
                .collect(Collectors.joining("|")));
  }

  private static String regex(String wildcards) {
    return wildcards
        .chars()
        .mapToObj(
            c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
        .collect(Collectors.joining());
  }

  /** Tells whether the whole of {@code name} matches one of the patterns. */
  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
