package org.asyncio4j.torture.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.asyncio4j.torture.program.Node.Kind;

/**
 * Makes a failing program smaller while it fails: drops statements, unwraps nested ones, and puts
 * parts of an expression in its place.
 */
final class Shrinker {
  private final Predicate<RandomProgram> fails;
  private int attempts;

  /**
   * Creates a shrinker.
   *
   * @param fails whether a program, which need not be valid Java, still fails
   * @param attempts how many programs to try
   */
  Shrinker(Predicate<RandomProgram> fails, int attempts) {
    this.fails = fails;
    this.attempts = attempts;
  }

  /** The smallest failing program that was found. */
  RandomProgram shrink(RandomProgram program) {
    RandomProgram smallest = program;
    boolean shrunk = true;
    while (shrunk && attempts > 0) {
      shrunk = false;
      for (int at = 0; at < smallest.body().all().size() && attempts > 0; at++) {
        Node node = smallest.body().all().get(at);
        for (Node replacement : replacements(node)) {
          RandomProgram candidate =
              new RandomProgram(smallest.seed(), smallest.body().replace(node, replacement));
          attempts--;
          if (fails.test(candidate)) {
            smallest = candidate;
            shrunk = true;
            break;
          }
        }
      }
    }
    return smallest;
  }

  private static List<Node> replacements(Node node) {
    List<Node> replacements = new ArrayList<>();
    if (node.kind() == Kind.STATEMENT || node.kind() == Kind.BLOCK) {
      if (!node.pieces().isEmpty()) {
        replacements.add(Node.block(List.of()));
      }
      if (node.kind() == Kind.STATEMENT) {
        node.children().stream().filter(c -> c.kind() == Kind.BLOCK).forEach(replacements::add);
      }
    } else if (node.type() != null) {
      node.all().stream()
          .skip(1)
          .filter(below -> below.type() == node.type())
          .sorted((x, y) -> Integer.compare(x.all().size(), y.all().size()))
          .forEach(replacements::add);
    }
    return replacements;
  }
}
