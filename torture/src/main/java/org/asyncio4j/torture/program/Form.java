package org.asyncio4j.torture.program;

/** What a program's tree is written as. */
enum Form {
  COROUTINE,
  GENERATOR,
  /** The twin of a coroutine. */
  PLAIN,
  /** The twin of a generator: hands out values through the log. */
  PLAIN_GENERATOR;

  boolean isPlain() {
    return this == PLAIN || this == PLAIN_GENERATOR;
  }

  /** What a lambda within it is written as: no lambda is a generator. */
  Form lambda() {
    return isPlain() ? PLAIN : COROUTINE;
  }

  /** What stands before a returned value. */
  String beforeResult() {
    return switch (this) {
      case COROUTINE -> "return done(";
      case PLAIN -> "return (";
      case GENERATOR, PLAIN_GENERATOR -> "log.add(";
    };
  }

  /** What stands after a returned value. */
  String afterResult() {
    return switch (this) {
      case COROUTINE, PLAIN -> ");\n";
      case GENERATOR -> ");\nreturn end();\n";
      case PLAIN_GENERATOR -> ");\nreturn null;\n";
    };
  }
}
