package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.analysis.ControlFlow.Block;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a method that hold a suspension point, outermost to innermost.
 *
 * <p>A resumption that jumped into the middle of a loop would give the loop a second entry, and
 * HotSpot's loop optimisations give up on such a loop. It therefore enters each loop through its
 * head; this class says which loops those are. A loop is a strongly connected component; the loops
 * within it are those that remain when its head is taken away.
 */
public final class LoopNest {

  /** A loop: its head is the only block that resumed code may enter it by. */
  public static final class Loop {
    private final @Nullable Loop parent;
    private final Block head;

    private Loop(@Nullable Loop parent, Block head) {
      this.parent = parent;
      this.head = head;
    }

    public @Nullable Loop parent() {
      return parent;
    }

    public Block head() {
      return head;
    }
  }

  private final ControlFlow flow;
  private final BitSet suspending = new BitSet();
  private final List<Loop> loops = new ArrayList<>();
  private final Map<Integer, Loop> innermost = new HashMap<>();
  private final Map<SuspensionPoint, List<Loop>> around = new HashMap<>();

  private LoopNest(ControlFlow flow, List<SuspensionPoint> points) {
    this.flow = flow;
    for (SuspensionPoint point : points) {
      suspending.set(flow.blockOf(point.call()).index());
    }
    find(flow.reachable(), null);
    for (SuspensionPoint point : points) {
      around.put(point, chain(innermost.get(flow.blockOf(point.call()).index())));
    }
  }

  /**
   * Finds the loops of a method.
   *
   * @param flow the method's control flow
   * @param points its suspension points
   */
  public static LoopNest of(ControlFlow flow, List<SuspensionPoint> points) {
    return new LoopNest(flow, points);
  }

  /** All loops with a suspension point, each before the loops within it. */
  public List<Loop> loops() {
    return loops;
  }

  /** The loops around {@code point}, outermost first. */
  public List<Loop> around(SuspensionPoint point) {
    return around.getOrDefault(point, List.of());
  }

  private static List<Loop> chain(@Nullable Loop innermost) {
    List<Loop> chain = new ArrayList<>();
    for (Loop loop = innermost; loop != null; loop = loop.parent()) {
      chain.add(0, loop);
    }
    return chain;
  }

  private void find(BitSet region, @Nullable Loop parent) {
    for (BitSet component : new StrongComponents(flow, region).components()) {
      if (!component.intersects(suspending) || !isLoop(component)) {
        continue;
      }
      Loop loop = new Loop(parent, entry(component));
      loops.add(loop);
      for (int block = component.nextSetBit(0);
          block >= 0;
          block = component.nextSetBit(block + 1)) {
        innermost.put(block, loop);
      }
      BitSet inner = (BitSet) component.clone();
      inner.clear(loop.head().index());
      find(inner, loop);
    }
  }

  private boolean isLoop(BitSet component) {
    int first = component.nextSetBit(0);
    return component.cardinality() > 1 || flow.blocks().get(first).allSuccessors().contains(first);
  }

  /**
   * The block by which a component is entered. Java source yields exactly one; of several, which
   * only other compilers produce, any will do: the source's own loop has two entries already.
   */
  private Block entry(BitSet component) {
    if (component.get(0)) {
      return flow.blocks().get(0);
    }
    BitSet entries = new BitSet();
    for (Block block : flow.blocks()) {
      if (flow.reachable().get(block.index()) && !component.get(block.index())) {
        for (int successor : block.allSuccessors()) {
          if (component.get(successor)) {
            entries.set(successor);
          }
        }
      }
    }
    return flow.blocks().get(entries.nextSetBit(0));
  }
}
