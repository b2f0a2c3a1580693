package org.asyncio4j.torture.program;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The variables that a place of a program sees, and the random numbers that shape it. */
final class Scope {
  private record Variable(String name, JavaType type) {}

  private record Target(String label, boolean loop) {}

  final SplittableRandom random;
  private List<Variable> variables = new ArrayList<>();
  private List<Target> targets = new ArrayList<>();
  private boolean awaiting = true;
  private boolean emitting;
  private int names;

  Scope(SplittableRandom random) {
    this.random = random;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of {@code values}. */
  @SafeVarargs
  final <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }

  String fresh(String prefix) {
    return prefix + ++names;
  }

  void declare(String name, JavaType type) {
    variables.add(new Variable(name, type));
  }

  /** The name of a variable of that type, if there is one. */
  @Nullable String variable(JavaType type) {
    List<Variable> fitting = variables.stream().filter(v -> v.type() == type).toList();
    return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size())).name();
  }

  /** All variables of types that can be added to a string. */
  List<String> printable() {
    return variables.stream().filter(v -> v.type() != JavaType.INTS).map(Variable::name).toList();
  }

  /** Marks where a block begins; hand the mark to {@link #leave}. */
  int enter() {
    return variables.size();
  }

  void leave(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  void enterTarget(String label, boolean loop) {
    targets.add(new Target(label, loop));
  }

  void leaveTarget() {
    targets.remove(targets.size() - 1);
  }

  /** A jump to one of the labels around, if there is one. */
  @Nullable String jump() {
    if (targets.isEmpty()) {
      return null;
    }
    Target target = targets.get(random.nextInt(targets.size()));
    return (target.loop() && random.nextBoolean() ? "continue " : "break ") + target.label() + ";";
  }

  /** Whether awaits are allowed here. */
  boolean isAwaiting() {
    return awaiting;
  }

  /** Whether here is in a generator's own code. */
  boolean isEmitting() {
    return emitting;
  }

  /** Says that the program is a generator. */
  void emit() {
    emitting = true;
  }

  /** Makes something of this place with awaits forbidden. */
  <T> T withoutAwaits(Supplier<T> made) {
    boolean before = awaiting;
    awaiting = false;
    try {
      return made.get();
    } finally {
      awaiting = before;
    }
  }

  /** Makes the body of a lambda, or a guard, which sees none of the variables and labels. */
  <T> T inLambda(Supplier<T> made) {
    List<Variable> outerVariables = variables;
    List<Target> outerTargets = targets;
    boolean outerEmitting = emitting;
    variables = new ArrayList<>();
    targets = new ArrayList<>();
    emitting = false;
    try {
      return made.get();
    } finally {
      variables = outerVariables;
      targets = outerTargets;
      emitting = outerEmitting;
    }
  }
}
