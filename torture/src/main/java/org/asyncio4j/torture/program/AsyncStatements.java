package org.asyncio4j.torture.program;

import static org.asyncio4j.torture.program.JavaType.*;
import static org.asyncio4j.torture.program.Node.statement;

import java.util.List;

/**
 * Random statements that suspend by more than an await: asynchronous loops and resources, async
 * lambdas, and results that another coroutine gives.
 */
final class AsyncStatements {
  private final Scope scope;
  private final Expressions expressions;
  private final Statements statements;

  AsyncStatements(Scope scope, Expressions expressions, Statements statements) {
    this.scope = scope;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Any of them; only where awaits are allowed. */
  Node any() {
    return switch (scope.random.nextInt(4)) {
      case 0, 1 -> each();
      case 2 -> resource();
      default -> lambda();
    };
  }

  /** A conditional return: of a value, or of a coroutine that gives it, which is a tail call. */
  Node returned(Node condition) {
    Node value = expressions.of(STRING);
    if (scope.isEmitting() || !scope.isAwaiting()) {
      return statement("if (#) { #}", condition, Node.returned(value));
    }
    return switch (scope.random.nextInt(4)) {
      case 0 -> statement("if (#) { return [[s.tail(||s.value(]]#); }", condition, value);
      case 1 ->
          statement(
              "if (#) { return # ? [[done(||(]]#) : [[s.tail(||s.value(]]#); }",
              condition,
              expressions.of(BOOLEAN, 2),
              value,
              expressions.of(STRING, 2));
      default -> statement("if (#) { #}", condition, Node.returned(value));
    };
  }

  private Node each() {
    String label = scope.fresh("loop");
    String name = scope.fresh("i");
    int mark = scope.enter();
    Node first = expressions.of(STRING, 2);
    Node second = expressions.of(STRING, 2);
    scope.declare(name, STRING);
    scope.enterTarget(label, true);
    Node body = statements.block(3);
    scope.leaveTarget();
    scope.leave(mark);
    return statement(
        label + ":\nfor (String " + name + " : [[each(||(]]s.items(#, #))) {\nlog.tick();\n#}",
        first,
        second,
        body);
  }

  private Node resource() {
    String name = scope.fresh("r");
    String head =
        "try (var %n = new [[AsyncResource||PlainResource]](s, log, #, #)) {\n#%close"
            .replace("%n", name)
            .replace("%close", scope.chance(0.2) ? name + ".close();\n" : "");
    Node number = expressions.of(INT, 2);
    Node failing = expressions.of(BOOLEAN, 3);
    Node body = statements.block(2);
    if (scope.chance(0.5)) {
      return statement(head + "} finally {\n#}", number, failing, body, statements.block(1));
    }
    return statement(
        (head + "} catch (Exception x%n) {\nlog.add(name(x%n) + x%n.getSuppressed().length);\n#}")
            .replace("%n", name),
        number,
        failing,
        body,
        statements.block(1));
  }

  private Node lambda() {
    JavaType type = scope.one(INT, STRING, OBJECT, DOUBLE, LONG);
    String captured = scope.fresh("c");
    String name = scope.fresh("v");
    Node value = expressions.of(type);
    Node body =
        scope.inLambda(
            () -> {
              String own = scope.fresh("v");
              scope.declare(own, type);
              return Node.block(
                  List.of(
                      statement(type.text + " " + own + " = " + captured + ";"),
                      statements.block(2),
                      Node.returned(expressions.of(STRING, 2))));
            });
    Node result =
        statement(
            "final " + type.text + " " + captured + " = #;\nString " + name + " = cut(#);",
            value,
            Node.lambda(body));
    scope.declare(name, STRING);
    return result;
  }
}
