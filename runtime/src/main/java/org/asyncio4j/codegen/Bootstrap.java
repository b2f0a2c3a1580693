package org.asyncio4j.codegen;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;

/**
 * Defines the coroutine class of a method on the method's first call, where the agent compiled it.
 */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * Bootstrap method of the call site in front of {@code new} of a coroutine. The class is defined
   * through the declaring class's own lookup, so that both share loader, package, nest and
   * protection domain.
   *
   * @param lookup the declaring class's lookup
   * @param name unused
   * @param type {@code ()V}
   * @param first the class file, a byte in each character
   * @param rest strings that follow, where one constant would grow too long. Objects, so that this
   *     method has the type of the bootstrap method of string concatenation: such a method the JDK
   *     calls by method handles that it has ready-made, for any other it makes new ones
   * @return a call site that does nothing
   * @throws IllegalAccessException if the lookup may not define classes; never with that of a call
   *     site
   */
  public static CallSite define(
      MethodHandles.Lookup lookup, String name, MethodType type, String first, Object... rest)
      throws IllegalAccessException {
    StringBuilder pieces = new StringBuilder(first);
    for (Object piece : rest) {
      pieces.append(piece);
    }
    byte[] classFile = pieces.toString().getBytes(StandardCharsets.ISO_8859_1);
    try {
      lookup.defineClass(classFile);
    } catch (LinkageError e) {
      // JVMS 5.3.5: a duplicate is a LinkageError and none of its subclasses. JVMS 5.4.3.6 lets
      // threads that race for one call site each
      // run the bootstrap method, and retransformation makes a second site: the class of whoever
      // came first is the right one.
      if (e.getClass() != LinkageError.class) {
        throw e;
      }
    }
    return new ConstantCallSite(MethodHandles.empty(type));
  }
}
