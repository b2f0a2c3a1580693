package org.asyncio4j.integration.agent;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncio4j.Asyncio;
import org.asyncio4j.integration.support.VirtualTime;

/**
 * A program that uses plenty of classes of the JDK and of the runtime, and then a program with a
 * coroutine.
 */
final class ManyClasses {
  private ManyClasses() {}

  /**
   * Runs the other program.
   *
   * @param args its binary name
   */
  public static void main(String[] args) throws Throwable {
    VirtualTime.run(Asyncio.sleep(Duration.ofSeconds(1)));
    System.out.println(
        Stream.of("a", "b").filter(Pattern.compile("a").asPredicate()).toList()
            + " "
            + Locale.ROOT);
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) new String[0]);
  }
}
