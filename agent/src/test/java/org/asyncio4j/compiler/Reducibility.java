package org.asyncio4j.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.compiler.analysis.ControlFlow;
import org.objectweb.asm.tree.MethodNode;

/**
 * Decides whether a control-flow graph is reducible: by taking away self-loops, and blocks with a
 * single predecessor, it shrinks to one block.
 */
final class Reducibility {

  private Reducibility() {}

  static boolean isReducible(MethodNode method) {
    ControlFlow flow = ControlFlow.of(method);
    List<Set<Integer>> successors = new ArrayList<>();
    List<Set<Integer>> predecessors = new ArrayList<>();
    for (ControlFlow.Block block : flow.blocks()) {
      successors.add(new HashSet<>(block.allSuccessors()));
      predecessors.add(new HashSet<>());
    }
    Set<Integer> remaining = reachable(successors);
    for (int block : remaining) {
      successors.get(block).forEach(next -> predecessors.get(next).add(block));
    }
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (int block : List.copyOf(remaining)) {
        successors.get(block).remove(block);
        predecessors.get(block).remove(block);
        if (block != 0 && predecessors.get(block).size() == 1) {
          int parent = predecessors.get(block).iterator().next();
          successors.get(parent).remove(block);
          for (int next : successors.get(block)) {
            predecessors.get(next).remove(block);
            predecessors.get(next).add(parent);
            successors.get(parent).add(next);
          }
          remaining.remove(block);
          shrunk = true;
        }
      }
    }
    return remaining.size() == 1;
  }

  private static Set<Integer> reachable(List<Set<Integer>> successors) {
    Set<Integer> seen = new HashSet<>(Set.of(0));
    List<Integer> pending = new ArrayList<>(seen);
    while (!pending.isEmpty()) {
      for (int next : successors.get(pending.remove(pending.size() - 1))) {
        if (seen.add(next)) {
          pending.add(next);
        }
      }
    }
    return seen;
  }
}
