package org.asyncio4j.compiler.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The strongly connected components of a part of a control-flow graph, by Tarjan's algorithm.
 *
 * <p>Iterative, since a method may have more blocks than the thread has stack for.
 */
final class StrongComponents {

  private final ControlFlow flow;
  private final BitSet region;
  private final int[] number;
  private final int[] low;
  private final int[] nextEdge;
  private final BitSet onStack = new BitSet();
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<BitSet> components = new ArrayList<>();
  private int count;

  StrongComponents(ControlFlow flow, BitSet region) {
    this.flow = flow;
    this.region = region;
    int size = flow.blocks().size();
    number = new int[size];
    low = new int[size];
    nextEdge = new int[size];
    for (int block = region.nextSetBit(0); block >= 0; block = region.nextSetBit(block + 1)) {
      if (number[block] == 0) {
        visit(block);
      }
    }
  }

  /**
   * The components, in the order of the code of their first blocks as far as the search meets them.
   */
  List<BitSet> components() {
    return components;
  }

  private void visit(int root) {
    Deque<Integer> path = new ArrayDeque<>();
    enter(root, path);
    while (!path.isEmpty()) {
      int block = path.element();
      List<Integer> successors = flow.blocks().get(block).allSuccessors();
      if (nextEdge[block] < successors.size()) {
        int successor = successors.get(nextEdge[block]++);
        if (!region.get(successor)) {
          continue;
        }
        if (number[successor] == 0) {
          enter(successor, path);
        } else if (onStack.get(successor)) {
          low[block] = Math.min(low[block], number[successor]);
        }
      } else {
        path.pop();
        if (!path.isEmpty()) {
          low[path.element()] = Math.min(low[path.element()], low[block]);
        }
        if (low[block] == number[block]) {
          components.add(component(block));
        }
      }
    }
  }

  private void enter(int block, Deque<Integer> path) {
    number[block] = ++count;
    low[block] = count;
    path.push(block);
    stack.push(block);
    onStack.set(block);
  }

  private BitSet component(int root) {
    BitSet component = new BitSet();
    int block;
    do {
      block = stack.pop();
      onStack.clear(block);
      component.set(block);
    } while (block != root);
    return component;
  }
}
