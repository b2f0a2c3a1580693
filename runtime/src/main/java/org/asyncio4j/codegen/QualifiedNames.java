package org.asyncio4j.codegen;

/** Python's {@code __qualname__} for Java methods: what a reader of the source would call them. */
final class QualifiedNames {
  private static final String LAMBDA = "lambda$";

  private QualifiedNames() {}

  /** {@code com.acme.Hello$Inner}, {@code main} gives {@code Hello.Inner.main}. */
  static String of(String declaringClass, String methodName) {
    String owner = declaringClass.substring(declaringClass.lastIndexOf('.') + 1).replace('$', '.');
    return owner + '.' + method(methodName);
  }

  /**
   * {@code lambda$main$0} gives {@code main.<locals>.<lambda>}; the name of an ordinary method is
   * itself.
   */
  private static String method(String name) {
    if (!name.startsWith(LAMBDA)) {
      return name;
    }
    int number = name.lastIndexOf('$');
    // javac: lambda$method$n; ECJ: lambda$n, where no method is named.
    return number < LAMBDA.length()
        ? "<lambda>"
        : name.substring(LAMBDA.length(), number) + ".<locals>.<lambda>";
  }
}
