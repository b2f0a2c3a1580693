package org.asyncio4j.agent;

/**
 * Matches names against a list of patterns, separated by {@code :}, in which {@code *} stands for
 * any characters, none included, and {@code ?} for exactly one. An empty list matches no name.
 * Immutable.
 */
public final class WildcardMatcher {
  private final String[] patterns;

  /**
   * Creates a matcher.
   *
   * @param patterns the patterns, separated by {@code :}
   */
  public WildcardMatcher(String patterns) {
    this.patterns = patterns.split(":");
  }

  /** Tells whether the whole of {@code name} matches one of the patterns. */
  public boolean matches(String name) {
    for (String pattern : patterns) {
      if (matches(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Should the name not go on as the pattern does, the last {@code *} takes one character more: an
   * earlier one never has to.
   */
  private static boolean matches(String pattern, String name) {
    int at = 0;
    int behindStar = -1;
    int resume = 0;
    for (int i = 0; i < name.length(); ) {
      char expected = at < pattern.length() ? pattern.charAt(at) : '\0';
      if (expected == '*') {
        behindStar = ++at;
        resume = i;
      } else if (expected == '?' || expected == name.charAt(i)) {
        at++;
        i++;
      } else if (behindStar >= 0) {
        at = behindStar;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
