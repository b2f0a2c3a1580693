package org.asyncio4j.junit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Durations as JUnit's configuration parameters have them, and as messages do. */
final class DurationText {
  private static final Pattern NOTATION = Pattern.compile("([1-9]\\d*) ?(ms|s|m|h)?");

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @param parameter the configuration parameter, for the message
   * @param text {@code 42}, {@code 42 s}, {@code 42s}; {@code ms}, {@code m} and {@code h} too
   * @throws ExtensionConfigurationException if {@code text} is nothing of the kind
   */
  static Duration parse(String parameter, String text) {
    Matcher matcher = NOTATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new ExtensionConfigurationException(
          "the configuration parameter "
              + parameter
              + " is '"
              + text
              + "'; write a number and a unit, ms, s, m or h: '30 s'");
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    return Duration.of(
        Long.parseLong(matcher.group(1)),
        switch (unit) {
          case "ms" -> ChronoUnit.MILLIS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          default -> ChronoUnit.SECONDS;
        });
  }

  /** Writes a duration in the largest unit that divides it. */
  static String of(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
