package org.asyncio4j;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signals of the operating system, by way of {@code sun.misc.Signal}. That is in the module
 * {@code jdk.unsupported}, which every JDK has but not every image made by {@code jlink}: hence
 * reflection, and no signals where it is missing.
 *
 * <p>A shutdown hook, the only way without that module, would come too late: when it runs, the JVM
 * is on its way out, beside all other hooks, and cannot be held up by a program that catches the
 * interrupt.
 */
final class Signals {
  private Signals() {}

  /**
   * Makes a handler.
   *
   * @param action what to do on each signal, on a thread of the JVM's
   * @throws ReflectiveOperationException if there are no signals here
   */
  static Object handler(Runnable action) throws ReflectiveOperationException {
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "handle" -> action.run();
            case "equals" -> {
              return proxy == arguments[0];
            }
            case "hashCode" -> {
              return System.identityHashCode(proxy);
            }
            default -> {
              return action.toString();
            }
          }
          return null;
        };
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {type}, calls);
  }

  /**
   * Sets what handles a signal.
   *
   * @param name {@code INT} for example
   * @return what handled it before
   * @throws ReflectiveOperationException if there are no signals here, or not this one, or the JVM
   *     needs it itself
   */
  static Object set(String name, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Object signal = type.getConstructor(String.class).newInstance(name);
    return type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  /** Whether a handler is the JVM's own, which ends the JVM, and not one of the program's. */
  static boolean isDefault(Object handler) {
    return handler.getClass().getName().equals("sun.misc.Signal$SunMiscHandler");
  }
}
