package org.asyncio4j.integration.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.asyncio4j.Coroutine;

/**
 * A program that runs a sample's coroutine {@code main()} on a virtual clock and then prints how
 * long it took on that clock, so that the sample's seconds cost no real ones. A sample whose {@code
 * main(String[])} runs no loop is run by that.
 */
public final class VirtualClockLauncher {
  /** The argument that asks for the sample's own {@code main(String[])}. */
  public static final String PLAIN = "plain";

  private VirtualClockLauncher() {}

  /**
   * Runs a sample.
   *
   * @param args the sample's binary name; then {@link #PLAIN} if its own {@code main(String[])} is
   *     to be called
   */
  public static void main(String[] args) throws Throwable {
    Class<?> sample = Class.forName(args[0]);
    try {
      if (args.length > 1 && args[1].equals(PLAIN)) {
        accessible(sample.getDeclaredMethod("main", String[].class)).invoke(null, (Object) args);
      } else {
        Coroutine<?> main =
            (Coroutine<?>) accessible(sample.getDeclaredMethod("main")).invoke(null);
        System.out.println("elapsed " + VirtualTime.elapsed(main));
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Method accessible(Method method) {
    method.setAccessible(true);
    return method;
  }
}
