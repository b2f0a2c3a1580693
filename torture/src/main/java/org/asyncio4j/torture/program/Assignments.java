package org.asyncio4j.torture.program;

import static org.asyncio4j.torture.program.JavaType.*;
import static org.asyncio4j.torture.program.Node.expression;

import org.jspecify.annotations.Nullable;

/** Random assignments used as expressions: to variables, elements, fields and boxed values. */
final class Assignments {
  private final Scope scope;
  private final Expressions expressions;

  Assignments(Scope scope, Expressions expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** An assignment of that type: INT, LONG, DOUBLE or STRING. */
  Node of(JavaType type, int depth) {
    String operator = scope.one("=", "+=", type == STRING ? "+=" : scope.one("-=", "*="));
    Node value = expressions.of(type, depth);
    if (type == STRING) {
      // A text that doubles in a loop ends in an OutOfMemoryError, no two of which are alike.
      value = expression(STRING, "cut(#)", value);
    }
    String variable = scope.variable(type);
    String array = scope.variable(INTS);
    return switch (scope.random.nextInt(8)) {
      case 0, 1 -> variable(type, variable, operator, value);
      case 2 ->
          type == INT && array != null
              ? expression(INT, "(" + array + "[# & 3] " + operator + " #)", index(depth), value)
              : element(type, operator, value, depth);
      case 3 -> element(type, operator, value, depth);
      case 4 -> field(type, "log." + name(type), operator, value);
      case 5 ->
          expression(
              type,
              "(new Cell(#)." + name(type) + " " + operator + " #)",
              expressions.of(INT, depth),
              value);
      case 6 -> field(type, "static" + type.argument, operator, value);
      default ->
          type == INT
              ? boxedOrTwoDimensional(operator, value, depth)
              : field(type, "log." + name(type), operator, value);
    };
  }

  private static String name(JavaType type) {
    return "a" + type.argument;
  }

  private Node variable(JavaType type, @Nullable String variable, String operator, Node value) {
    if (variable == null) {
      return field(type, "log." + name(type), operator, value);
    }
    if (type == INT && scope.random.nextInt(3) == 0) {
      return expression(type, scope.one(variable + "++", "(--" + variable + ")"));
    }
    return expression(type, "(" + variable + " " + operator + " #)", value);
  }

  private Node field(JavaType type, String field, String operator, Node value) {
    return expression(type, "(" + field + " " + operator + " #)", value);
  }

  private Node element(JavaType type, String operator, Node value, int depth) {
    return expression(
        type,
        "(new " + type.text + "[] {#, #}[# & 1] " + operator + " #)",
        expressions.of(type, depth),
        expressions.leaf(type),
        index(depth),
        value);
  }

  private Node boxedOrTwoDimensional(String operator, Node value, int depth) {
    return scope.random.nextBoolean()
        ? expression(INT, "(log.boxed " + operator + " #)", value)
        : expression(
            INT,
            "(new int[][] {#, #}[# & 1][# & 3] " + operator + " #)",
            expressions.of(INTS, depth),
            expressions.leaf(INTS),
            index(depth),
            index(depth),
            value);
  }

  private Node index(int depth) {
    return expressions.of(INT, depth);
  }
}
