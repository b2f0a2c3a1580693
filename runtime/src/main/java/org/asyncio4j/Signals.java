package org.asyncio4j;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals of the operating system, by way of {@code sun.misc.Signal}. That is in the module
 * {@code jdk.unsupported}, which every JDK has but not every image made by {@code jlink}: where it
 * is missing, each method throws {@link NoClassDefFoundError}.
 *
 * <p>A shutdown hook, the only way without that module, would come too late: when it runs, the JVM
 * is on its way out, beside all other hooks, and cannot be held up by a program that catches the
 * interrupt.
 *
 * <p>Handlers are objects to everybody else, so that no other class needs the module.
 */
final class Signals {
  private Signals() {}

  /**
   * Makes a handler.
   *
   * @param action what to do on each signal, on a thread of the JVM's
   */
  static Object handler(Runnable action) {
    return new Action(action);
  }

  /**
   * Sets what handles a signal.
   *
   * @param name {@code INT} for example
   * @return what handled it before
   * @throws IllegalArgumentException if there is no such signal here, or the JVM needs it itself
   */
  static Object set(String name, Object handler) {
    return Signal.handle(new Signal(name), (SignalHandler) handler);
  }

  /** Whether a handler is the JVM's own, which ends the JVM, and not one of the program's. */
  static boolean isDefault(Object handler) {
    return handler.getClass().getName().equals("sun.misc.Signal$SunMiscHandler");
  }

  private static final class Action implements SignalHandler {
    private final Runnable action;

    Action(Runnable action) {
      this.action = action;
    }

    @Override
    public void handle(Signal signal) {
      action.run();
    }
  }
}
