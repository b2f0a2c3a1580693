package org.asyncio4j.torture.program;

import static org.asyncio4j.torture.program.JavaType.*;
import static org.asyncio4j.torture.program.Node.expression;

/** Random expressions of every type, with awaits anywhere in them. */
final class Expressions {
  /** From here on down there are leaves only. */
  private static final int DEEPEST = 4;

  private final Scope scope;
  private final Assignments assignments;
  private final double awaiting;

  /**
   * Creates a generator.
   *
   * @param scope the variables to use
   * @param awaiting how likely an expression is awaited, 0 to 1
   */
  Expressions(Scope scope, double awaiting) {
    this.scope = scope;
    this.assignments = new Assignments(scope, this);
    this.awaiting = awaiting;
  }

  Node of(JavaType type) {
    return of(type, 0);
  }

  /** An expression that is as deep as one at {@code depth} in another may be. */
  Node of(JavaType type, int depth) {
    if (depth >= DEEPEST) {
      return leaf(type);
    }
    int below = depth + 1;
    if (scope.chance(awaiting)) {
      return awaited(type, below);
    }
    if (depth < 3 && scope.chance(0.12)) {
      return expression(type, "(# ? # : #)", of(BOOLEAN, below), of(type, below), of(type, below));
    }
    if (depth < 3 && scope.chance(0.05)) {
      return switched(type, below);
    }
    return operation(type, below);
  }

  /** An expression that is awaited, where awaits are allowed. */
  Node awaited(JavaType type, int depth) {
    return awaited(type, of(type, depth));
  }

  /** {@code value}, awaited where awaits are allowed. */
  Node awaited(JavaType type, Node value) {
    if (!scope.isAwaiting()) {
      return value;
    }
    return switch (scope.random.nextInt(12)) {
      case 0 -> twice(type, value);
      case 1 ->
          expression(
              type,
              "[[Asyncio.<%t>await(s.<%t>stage(||s.<%t>value(]]#[[))||)]]"
                  .replace("%t", type.argument),
              value);
      default -> Node.await(type, value);
    };
  }

  private static Node twice(JavaType type, Node value) {
    return expression(
        type,
        ("[[Asyncio.<%t>await(Asyncio.<Awaitable<%t>>await(s.<Awaitable<%t>>of(s.<%t>of("
                + "||s.<%t>valueTwice(]]#)[[)))||]]")
            .replace("%t", type.argument),
        value);
  }

  Node leaf(JavaType type) {
    String variable = scope.variable(type);
    return expression(type, variable != null && scope.chance(0.75) ? variable : literal(type));
  }

  /** A constant, for a variable that needs a value. */
  String literal(JavaType type) {
    int k = scope.random.nextInt(5);
    return switch (type) {
      case INT -> "" + k;
      case LONG -> k + "L";
      case DOUBLE -> k + ".5";
      case FLOAT -> k + ".25f";
      case STRING -> "\"" + "abcde".charAt(k) + "\"";
      case BOOLEAN -> k < 2 ? "true" : "false";
      case INTS -> "new int[] {" + k + ", 2, 3, 4}";
      case OBJECT -> scope.one("(Object) \"o\"", "(Object) 5", "(Object) null");
      case CHAR -> "'" + "abcde".charAt(k) + "'";
      case BYTE -> "(byte) " + k;
      case SHORT -> "(short) " + k;
      case PAIR -> "new Pair(" + k + ", " + k + ")";
      case THROWABLE -> "new IllegalStateException(\"t\")";
    };
  }

  private Node switched(JavaType type, int depth) {
    if (scope.random.nextBoolean()) {
      String name = scope.fresh("y");
      return expression(
          type,
          "(switch (# & 3) { case 0 -> #; case 1 -> { log.add(#); "
              + type.text
              + " "
              + name
              + " = #; yield "
              + name
              + "; } default -> #; })",
          of(INT, depth),
          of(type, depth),
          of(INT, 3),
          of(type, depth),
          of(type, depth));
    }
    return expression(
        type,
        "(switch (#) { case \"a\" -> #; case \"b\", \"c\" -> #; default -> #; })",
        of(STRING, depth),
        of(type, depth),
        of(type, depth),
        of(type, depth));
  }

  private Node operation(JavaType type, int depth) {
    return switch (type) {
      case INT -> intOperation(depth);
      case LONG -> longOperation(depth);
      case DOUBLE -> doubleOperation(depth);
      case BOOLEAN -> booleanOperation(depth);
      case STRING -> stringOperation(depth);
      case PAIR -> pairOperation(depth);
      case OBJECT ->
          scope.random.nextInt(4) == 0
              ? leaf(OBJECT)
              : expression(OBJECT, "(Object) (#)", of(scope.one(STRING, PAIR, INT, LONG), depth));
      case INTS ->
          scope.random.nextBoolean()
              ? leaf(INTS)
              : expression(
                  INTS,
                  "new int[] {#, #, #, #}",
                  of(INT, depth),
                  of(INT, depth),
                  of(INT, depth),
                  of(INT, depth));
      case CHAR ->
          scope.random.nextBoolean()
              ? leaf(CHAR)
              : expression(CHAR, "(char) ((# & 7) + 97)", of(INT, depth));
      case BYTE ->
          scope.random.nextBoolean()
              ? leaf(BYTE)
              : expression(BYTE, "(byte) (0 + #)", of(INT, depth));
      case SHORT ->
          scope.random.nextBoolean()
              ? leaf(SHORT)
              : expression(SHORT, "(short) (0 + #)", of(INT, depth));
      case FLOAT ->
          scope.random.nextBoolean()
              ? leaf(FLOAT)
              : expression(FLOAT, "(# " + scope.one("+", "*") + " #)", of(FLOAT, depth), leaf(INT));
      case THROWABLE -> leaf(THROWABLE);
    };
  }

  private Node intOperation(int depth) {
    return switch (scope.random.nextInt(19)) {
      case 0, 1 -> leaf(INT);
      case 2, 3, 4 -> binary(INT, scope.one("+", "-", "*", "&", "^", "|"), INT, INT, depth);
      case 5 -> expression(INT, "at(#, #)", of(INTS, depth), of(INT, depth));
      case 6 -> expression(INT, "#[# & 3]", leafArray(), of(INT, depth));
      case 7 -> expression(INT, "sum(#, #, #)", of(INT, depth), of(LONG, depth), of(STRING, depth));
      case 8 -> expression(INT, "(#).length()", of(STRING, depth));
      case 9, 10 -> assignments.of(INT, depth);
      case 11 -> expression(INT, "(# + #)", of(SHORT, depth), of(BYTE, depth));
      case 12 -> expression(INT, "(# / (# & 3))", of(INT, depth), of(INT, depth));
      case 13 -> expression(INT, "#[# & 7]", leafArray(), of(INT, depth));
      case 14 ->
          expression(
              INT, "((java.util.function.Supplier<Integer>) (#)::length).get()", of(STRING, depth));
      case 15 -> expression(INT, "new Cell(#).new Inner(#).sum()", of(INT, depth), of(INT, depth));
      case 16 ->
          expression(INT, "new int[# & 1][1 + (# & 1)][].length", of(INT, depth), of(INT, depth));
      case 17 ->
          expression(
              INT,
              "java.util.List.of(#, #).get(# & 1)",
              of(INT, depth),
              of(INT, depth),
              of(INT, depth));
      default -> expression(INT, "(#).a", of(PAIR, depth));
    };
  }

  private Node leafArray() {
    String array = scope.variable(INTS);
    return expression(INTS, array == null ? "(new int[4])" : array);
  }

  private Node longOperation(int depth) {
    return switch (scope.random.nextInt(6)) {
      case 0 -> leaf(LONG);
      case 5 -> assignments.of(LONG, depth);
      case 1 -> binary(LONG, scope.one("+", "-", "*"), LONG, INT, depth);
      case 2 -> binary(LONG, "+", INT, LONG, depth);
      case 3 -> expression(LONG, "(long) (0.0 + #)", of(DOUBLE, depth));
      default -> expression(LONG, "((#) << (# & 7))", of(LONG, depth), of(INT, depth));
    };
  }

  private Node doubleOperation(int depth) {
    return switch (scope.random.nextInt(6)) {
      case 0 -> leaf(DOUBLE);
      case 5 -> assignments.of(DOUBLE, depth);
      case 1 -> binary(DOUBLE, scope.one("+", "-", "*"), DOUBLE, INT, depth);
      case 2 -> binary(DOUBLE, "+", LONG, DOUBLE, depth);
      case 3 -> binary(DOUBLE, "*", FLOAT, DOUBLE, depth);
      default -> expression(DOUBLE, "Math.max(#, #)", of(DOUBLE, depth), of(DOUBLE, depth));
    };
  }

  private Node booleanOperation(int depth) {
    return switch (scope.random.nextInt(9)) {
      case 0 -> leaf(BOOLEAN);
      case 8 -> matched(depth);
      case 1 -> binary(BOOLEAN, scope.one("<", ">", "==", "!="), INT, INT, depth);
      case 2 -> binary(BOOLEAN, scope.one("&&", "||", "&", "|", "^"), BOOLEAN, BOOLEAN, depth);
      case 3 -> expression(BOOLEAN, "!(#)", of(BOOLEAN, depth));
      case 4 -> binary(BOOLEAN, "<", DOUBLE, DOUBLE, depth);
      case 5 -> binary(BOOLEAN, ">=", LONG, INT, depth);
      case 6 -> expression(BOOLEAN, "(# instanceof String)", of(OBJECT, depth));
      default -> expression(BOOLEAN, "(#).equals(#)", of(STRING, depth), of(STRING, depth));
    };
  }

  private Node matched(int depth) {
    String name = scope.fresh("m");
    return expression(
        BOOLEAN,
        "(# instanceof String " + name + " && " + name + ".length() < #)",
        of(OBJECT, depth),
        of(INT, depth));
  }

  private Node stringOperation(int depth) {
    return switch (scope.random.nextInt(8)) {
      case 0 -> leaf(STRING);
      case 6 -> expression(STRING, "cut(#)", assignments.of(STRING, depth));
      case 7 ->
          scope.isEmitting() && scope.isAwaiting()
              ? expression(
                  STRING,
                  "String.valueOf([[emit(||log.emit(]]#[[, String.class)||)]])",
                  of(STRING, depth))
              : expression(STRING, "String.valueOf((String) (#))", of(OBJECT, depth));
      case 1 ->
          expression(
              STRING,
              "cut(# + (#) + #)",
              of(STRING, depth),
              of(scope.one(INT, LONG, DOUBLE, BOOLEAN, CHAR, OBJECT, BYTE, SHORT, FLOAT), depth),
              of(STRING, depth));
      case 2 -> expression(STRING, "cut((#).concat(#))", of(STRING, depth), of(STRING, depth));
      case 3 ->
          expression(
              STRING,
              "new StringBuilder(cut(#)).append(0 + #).append((char) (0 + #)).toString()",
              of(STRING, depth),
              of(INT, depth),
              of(CHAR, depth));
      case 4 ->
          expression(STRING, "list(#, #, #)", of(OBJECT, depth), of(INT, depth), of(STRING, depth));
      default -> expression(STRING, "String.valueOf(#)", of(OBJECT, depth));
    };
  }

  private Node pairOperation(int depth) {
    return switch (scope.random.nextInt(5)) {
      case 0 -> leaf(PAIR);
      case 1 ->
          expression(
              PAIR, "new Pair(#, #)", of(INT, depth), of(scope.one(OBJECT, STRING, PAIR), depth));
      case 2 ->
          expression(
              PAIR,
              "new Pair(#, new Pair(#, #))",
              of(INT, depth),
              of(INT, depth),
              of(OBJECT, depth));
      case 3 ->
          expression(
              PAIR,
              "new Pair(#, #, #, #)",
              of(INT, depth),
              of(LONG, depth),
              of(DOUBLE, depth),
              of(BOOLEAN, depth));
      default ->
          expression(
              PAIR,
              "new Pair(#, 0) { @Override public String toString() { return \"anonymous\" + a; } }",
              of(INT, depth));
    };
  }

  private Node binary(JavaType type, String operator, JavaType left, JavaType right, int depth) {
    return expression(type, "(# " + operator + " #)", of(left, depth), of(right, depth));
  }
}
