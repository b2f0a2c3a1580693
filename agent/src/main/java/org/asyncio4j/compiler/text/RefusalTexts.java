package org.asyncio4j.compiler.text;

/** Why methods are refused, and what to do instead. */
public final class RefusalTexts {

  public static final String ABSTRACT_METHOD =
      "@Async on an abstract method, which has no body to compile; remove the annotation here and put it on the"
          + " implementations";

  public static final String NATIVE_METHOD =
      "@Async on a native method, which has no body to compile; call it from an @Async method instead";

  public static final String SYNCHRONIZED_METHOD =
      "@Async on a synchronized method, whose lock would be held across a suspension; remove synchronized, the code"
          + " of one event loop never runs in parallel";

  public static final String SYNCHRONIZED_BLOCK =
      "await in a synchronized block, whose lock would be held across the suspension; end the block before the"
          + " await: the code of one event loop never runs in parallel";

  public static final String EMIT_OUTSIDE =
      "emit outside an @Async generator; annotate the method with @Async, let it return AsyncGenerator<T> and end it"
          + " with return end()";

  public static final String EMIT_IN_COROUTINE =
      "emit in a method that does not return AsyncGenerator; let it return AsyncGenerator<T> and end with return"
          + " end()";

  public static final String EACH_WITHOUT_LOOP =
      "each outside the head of a for loop; write for (var item : each(items)) { ... }";

  public static final String OTHER_END =
      "a generator that returns something other than end(); hand out values by emit(value) and finish with return"
          + " end()";

  private RefusalTexts() {}

  /** {@code @Async} on a method of a return type, by its binary name, that no coroutine has. */
  public static String otherReturnType(String type) {
    return "@Async on a method that returns "
        + type
        + (type.equals("void")
            ? "; declare it to return Coroutine<Void> and end it with return done(), or write @AsyncTest beside it"
                + " if it is a test"
            : "; declare it to return Coroutine<T> and end it with return done(value)");
  }

  /** A test of a return type, by its binary name, that no test has. */
  public static String otherReturnTypeOfTest(String type) {
    return "a test or fixture that returns "
        + type
        + "; declare it void, or to return Coroutine<Void> and end it with return done()";
  }

  /** A marker method where none is allowed, in an ordinary method. */
  public static String outside(String marker) {
    return marker
        + " outside an @Async method; annotate the method with @Async and let it return Coroutine<T>, or start the"
        + " coroutine with run(...) or createTask(...)";
  }

  public static String inConstructor(String marker) {
    return marker
        + " in a constructor, which cannot be suspended; await in an @Async factory method and pass the value to"
        + " the constructor";
  }

  public static String inInitialiser(String marker) {
    return marker
        + " in a static initialiser, which cannot be suspended; await in an @Async method";
  }

  public static String inLambda(String marker) {
    return marker
        + " in a lambda that does not return Coroutine; make it a lambda for async(() -> { ... return done(); }), or"
        + " move it out of the lambda";
  }

  public static String asReference(String marker) {
    return marker
        + " as a method reference, which the compiler cannot suspend; write it as a call in an @Async method or in an"
        + " async(() -> ...) lambda";
  }

  /** What {@code emit} is given cannot be what the generator hands out. */
  public static String emitOfOtherType(String given, String simpleName, String wanted) {
    return "emit of a value of type "
        + given
        + " in a generator of "
        + wanted
        + "; emit a value that fits, or declare the method to return AsyncGenerator<"
        + simpleName
        + ">";
  }

  /**
   * A coroutine made by a statement of its own. A warning.
   *
   * @param className the class that the call names, without its package
   * @param method the method that makes it
   */
  public static String dropped(String className, String method) {
    return "the coroutine of "
        + className
        + "."
        + method
        + " is made and dropped, so that its body never runs; await it, or start it with"
        + " createTask(...) or run(...)";
  }
}
