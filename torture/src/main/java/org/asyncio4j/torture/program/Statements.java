package org.asyncio4j.torture.program;

import static org.asyncio4j.torture.program.JavaType.*;
import static org.asyncio4j.torture.program.Node.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Random statements. All can complete normally as the Java compiler sees it: jumps are conditional,
 * so that what follows is reachable.
 */
final class Statements {
  private static final int DEEPEST = 4;

  private static final JavaType[] TYPES = {
    INT, LONG, DOUBLE, STRING, BOOLEAN, INTS, OBJECT, CHAR, BYTE, SHORT, FLOAT, PAIR
  };

  private static final String[][] CAUGHT = {
    {"IllegalStateException"},
    {"IllegalStateException | IllegalArgumentException"},
    {"IllegalArgumentException", "RuntimeException"},
    {"RuntimeException"},
    {"Throwable"},
    {"IllegalStateException", "Exception"},
    {"Exception"},
    {"Error", "Exception"}
  };

  private final Scope scope;
  private final Expressions expressions;
  private final Switches switches;
  private final AsyncStatements asynchronous;
  private int depth;

  Statements(Scope scope, Expressions expressions) {
    this.scope = scope;
    this.expressions = expressions;
    switches = new Switches(scope, expressions, this);
    asynchronous = new AsyncStatements(scope, expressions, this);
  }

  /** The body of a method that returns what its variables hold at the end. */
  Node body() {
    List<Node> statements = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      JavaType type = scope.one(TYPES);
      String name = scope.fresh("v");
      statements.add(statement(type.text + " " + name + " = " + expressions.literal(type) + ";"));
      scope.declare(name, type);
    }
    for (int i = 2 + scope.random.nextInt(4); i > 0; i--) {
      statements.add(any());
    }
    String sum = String.join(" + \" \" + ", scope.printable());
    statements.add(
        Node.returned(
            Node.expression(
                STRING,
                "cut(\"\" + staticInteger + staticLong + staticDouble + staticString + "
                    + sum
                    + ")")));
    return Node.block(statements);
  }

  /** A block of at least one statement. */
  Node block(int most) {
    int mark = scope.enter();
    List<Node> statements = new ArrayList<>();
    for (int i = 1 + scope.random.nextInt(most); i > 0; i--) {
      statements.add(any());
    }
    scope.leave(mark);
    return Node.block(statements);
  }

  private Node any() {
    depth++;
    try {
      if (depth > DEEPEST) {
        return basic();
      }
      int k = scope.random.nextInt(31);
      if (k < 7) {
        return basic();
      } else if (k < 9) {
        return declaration();
      } else if (k < 12) {
        return conditional();
      } else if (k < 15) {
        return loop();
      } else if (k < 19) {
        return tried();
      } else if (k < 20) {
        return switches.any();
      } else if (k < 21) {
        return labelled();
      } else if (k < 23) {
        return jump();
      } else if (k < 24) {
        return resource();
      } else if (k < 25) {
        return captured();
      } else if (k < 26) {
        return assignedLate();
      } else if (k < 27) {
        return locked();
      }
      return scope.isAwaiting() ? asynchronous.any() : switches.any();
    } finally {
      depth--;
    }
  }

  /** A statement without a statement in it. */
  Node basic() {
    JavaType type = scope.one(TYPES);
    String variable = scope.variable(type);
    int k = scope.random.nextInt(5);
    if (k < 3 && variable != null) {
      return assignment(type, variable);
    }
    if (k == 3) {
      JavaType logged = scope.one(INT, STRING, LONG, DOUBLE, BOOLEAN, OBJECT, PAIR, FLOAT, SHORT);
      return statement("log.add(#);", expressions.of(logged));
    }
    JavaType awaited = scope.one(INT, STRING, PAIR);
    if (scope.isEmitting() && scope.isAwaiting() && scope.chance(0.5)) {
      return statement("[[emit||log.emit]](#);", expressions.of(STRING));
    }
    return scope.isAwaiting() && scope.chance(0.7)
        ? statement("#;", Node.await(awaited, expressions.of(awaited, 2)))
        : statement("log.add(#);", expressions.of(INT));
  }

  private Node assignment(JavaType type, String variable) {
    if ((type == INT || type == LONG || type == SHORT || type == BYTE) && scope.chance(0.4)) {
      return statement(variable + " " + scope.one("+=", "-=", "*=") + " #;", expressions.of(type));
    }
    if (type == DOUBLE && scope.chance(0.3)) {
      return statement(variable + " += #;", expressions.of(DOUBLE));
    }
    if (type == STRING && scope.chance(0.4)) {
      return statement(
          variable + " += (#); " + variable + " = cut(" + variable + ");",
          expressions.of(scope.one(INT, STRING, OBJECT)));
    }
    return statement(variable + " = #;", expressions.of(type));
  }

  private Node declaration() {
    JavaType type = scope.one(TYPES);
    String name = scope.fresh("v");
    Node declared =
        type == OBJECT && scope.chance(0.2)
            ? statement("Object " + name + " = null;")
            : statement(type.text + " " + name + " = #;", expressions.of(type));
    scope.declare(name, type);
    return declared;
  }

  /** A variable without a value while something else is awaited. */
  private Node assignedLate() {
    JavaType type = scope.one(TYPES);
    String name = scope.fresh("v");
    Node result =
        statement(
            type.text + " " + name + ";\n#if (#) { " + name + " = #; } else { " + name + " = #; }",
            basic(),
            expressions.of(BOOLEAN),
            expressions.of(type),
            expressions.of(type));
    scope.declare(name, type);
    return result;
  }

  private Node conditional() {
    Node condition = expressions.of(BOOLEAN);
    return scope.random.nextBoolean()
        ? statement("if (#) {\n#} else {\n#}", condition, block(3), block(3))
        : statement("if (#) {\n#}", condition, block(3));
  }

  private Node loop() {
    String label = scope.fresh("loop");
    String name = scope.fresh("i");
    int mark = scope.enter();
    int form = scope.random.nextInt(6);
    List<Node> parts = new ArrayList<>();
    String head =
        switch (form) {
          case 0 -> {
            parts.add(expressions.of(INT, 3));
            parts.add(expressions.of(INT, 2));
            parts.add(expressions.of(INT, 3));
            yield "for (int %s = #; %s < # + 2; %s += 1 + (# & 1)) {".replace("%s", name);
          }
          case 1 -> {
            parts.add(expressions.of(BOOLEAN, 1));
            yield "while (log.yes() & #) {";
          }
          case 2 -> "do {";
          case 5 -> {
            parts.add(expressions.of(BOOLEAN, 1));
            yield "for (;;) {\nif (#) { break; }";
          }
          case 3 -> {
            parts.add(expressions.of(INTS, 1));
            yield "for (int " + name + " : #) {";
          }
          default -> {
            parts.add(expressions.of(STRING, 2));
            parts.add(expressions.of(STRING, 2));
            yield "for (String " + name + " : java.util.Arrays.asList(#, #)) {";
          }
        };
    if (form == 0 || form == 3) {
      scope.declare(name, INT);
    } else if (form == 4) {
      scope.declare(name, STRING);
    }
    scope.enterTarget(label, true);
    parts.add(block(4));
    scope.leaveTarget();
    scope.leave(mark);
    if (form == 2) {
      parts.add(expressions.of(BOOLEAN, 1));
    }
    String tail = form == 2 ? "} while (# & log.more());" : "}";
    return statement(label + ":\n" + head + "\nlog.tick();\n#" + tail, parts.toArray(Node[]::new));
  }

  private Node labelled() {
    String label = scope.fresh("block");
    scope.enterTarget(label, false);
    Node body = block(3);
    scope.leaveTarget();
    return statement(label + ": {\n#}", body);
  }

  private Node jump() {
    Node condition = expressions.of(BOOLEAN, 2);
    String jump = scope.jump();
    return switch (scope.random.nextInt(4)) {
      case 0, 1 ->
          jump == null ? thrown(condition) : statement("if (#) { " + jump + " }", condition);
      case 2 -> thrown(condition);
      default -> asynchronous.returned(condition);
    };
  }

  private Node thrown(Node condition) {
    String exception =
        scope.one(
            "new IllegalStateException(cut(\"x\" + #))",
            "new IllegalArgumentException(#)",
            "new java.io.IOException(#)");
    return statement("if (#) { throw " + exception + "; }", condition, expressions.of(STRING, 2));
  }

  private Node tried() {
    List<Node> parts = new ArrayList<>(List.of(block(3)));
    StringBuilder text = new StringBuilder("try {\n#");
    if (scope.random.nextBoolean()) {
      parts.add(thrown(expressions.of(BOOLEAN, 2)));
      text.append('#');
    }
    boolean last = scope.chance(0.45);
    if (!last || scope.chance(0.6)) {
      for (String caught : scope.one(CAUGHT)) {
        text.append(handler(caught, parts));
      }
    }
    if (last) {
      text.append("} finally {\n#");
      parts.add(block(2));
    }
    return statement(text + "}", parts.toArray(Node[]::new));
  }

  private String handler(String caught, List<Node> parts) {
    String name = scope.fresh("e");
    StringBuilder text = new StringBuilder("} catch (" + caught + " " + name + ") {\n");
    if (caught.equals("Throwable") || caught.equals("Error")) {
      text.append("log.passOn(").append(name).append(");\n");
    }
    text.append("log.add(name(#));\n#");
    Node exception = Node.expression(THROWABLE, name);
    parts.add(scope.random.nextBoolean() ? exception : expressions.awaited(THROWABLE, exception));
    parts.add(block(2));
    if (scope.chance(0.25)) {
      text.append("if (#) { throw ").append(name).append("; }\n");
      parts.add(expressions.of(BOOLEAN, 2));
    }
    return text.toString();
  }

  private Node resource() {
    String name = scope.fresh("r");
    Node first = expressions.of(INT, 2);
    Node fails = expressions.of(BOOLEAN, 3);
    String head = "try (Resource " + name + " = new Resource(log, #, #)) {\n#";
    if (scope.chance(0.6)) {
      return statement(
          head
              + "} catch (RuntimeException x%n) {\nlog.add(name(x%n) + x%n.getSuppressed().length);\n#}"
                  .replace("%n", name),
          first,
          fails,
          block(2),
          block(1));
    }
    return statement(head + "}", first, fails, block(2));
  }

  /** A monitor, which no await may come into. */
  private Node locked() {
    return statement("synchronized (log) {\n#}", scope.withoutAwaits(() -> block(3)));
  }

  private Node captured() {
    JavaType type = scope.one(INT, STRING, OBJECT, DOUBLE, LONG);
    String name = scope.fresh("c");
    return statement(
        "{ final %t %n = #;\njava.util.function.Supplier<Object> f%n = () -> %n;\n#log.add(f%n.get()); }"
            .replace("%t", type.text)
            .replace("%n", name),
        expressions.of(type),
        basic());
  }
}
