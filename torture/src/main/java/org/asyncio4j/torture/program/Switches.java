package org.asyncio4j.torture.program;

import static org.asyncio4j.torture.program.JavaType.*;
import static org.asyncio4j.torture.program.Node.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Random {@code switch} statements: over numbers, strings, enums and, from Java 21 on, patterns.
 */
final class Switches {
  private static final boolean PATTERNS = Runtime.version().feature() >= 21;

  private static final String[] NUMBERS = {"0", "1", "5", "7"};

  /** "Aa" and "BB" have one hash code: javac's switch tells them apart by equals. */
  private static final String[] STRINGS = {"\"a\"", "\"b\"", "\"Aa\"", "\"BB\""};

  private static final String[] COLOURS = {"RED", "GREEN", "BLUE", "BLACK"};

  private final Scope scope;
  private final Expressions expressions;
  private final Statements statements;

  Switches(Scope scope, Expressions expressions, Statements statements) {
    this.scope = scope;
    this.expressions = expressions;
    this.statements = statements;
  }

  Node any() {
    return switch (scope.random.nextInt(5)) {
      case 0 -> cases("# & 7", INT, NUMBERS);
      case 1 -> cases("#", STRING, STRINGS);
      case 2 -> cases("Colour.values()[# & 3]", INT, COLOURS);
      case 3 -> arrows();
      default -> PATTERNS ? patterns() : arrows();
    };
  }

  private Node cases(String selector, JavaType type, String[] cases) {
    String label = scope.fresh("choice");
    List<Node> parts = new ArrayList<>();
    parts.add(expressions.of(type, 1));
    StringBuilder text = new StringBuilder(label + ":\nswitch (" + selector + ") {\n");
    scope.enterTarget(label, false);
    for (int i = scope.random.nextInt(4); i >= 0; i--) {
      text.append("case ").append(cases[i]).append(": {\n#}\n");
      text.append(scope.chance(0.6) ? "break;\n" : "");
      parts.add(statements.block(2));
    }
    if (scope.chance(0.6)) {
      text.append("default: {\n#}\n");
      parts.add(statements.block(1));
    }
    scope.leaveTarget();
    return statement(text + "}", parts.toArray(Node[]::new));
  }

  private Node arrows() {
    return statement(
        "switch (Colour.values()[# & 3]) {\ncase RED, BLUE -> {\n#}\ncase GREEN -> log.add(#);\ndefault -> {\n#}\n}",
        expressions.of(INT, 1),
        statements.block(2),
        expressions.of(STRING, 1),
        statements.block(1));
  }

  private Node patterns() {
    String name = scope.fresh("p");
    // JLS 14.11.1: a guard is not constant false, assigns nothing, reads only what nobody assigns.
    Node longer = scope.inLambda(() -> expressions.awaited(INT, expressions.leaf(INT)));
    Node fits = scope.inLambda(() -> expressions.awaited(BOOLEAN, expressions.leaf(BOOLEAN)));
    return statement(
        ("switch (#) {\ncase null -> {\n#}\ncase String %n when %n.length() > # -> {\n#}\n"
                + "case Point(Integer %nx, Object %ny) when log.yes() & # -> {\nlog.add(%nx);\nlog.add(%ny);\n#}\n"
                + "case Point(String %nx, var %ny) -> log.add(%nx + %ny + #);\n"
                + "case Integer %n -> {\n#}\ndefault -> {\n#}\n}")
            .replace("%n", name),
        expressions.of(OBJECT, 1),
        statements.block(1),
        longer,
        statements.block(2),
        fits,
        statements.block(1),
        expressions.of(INT, 2),
        statements.block(1),
        statements.block(1));
  }
}
