package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.compiler.analysis.LoopNest.Loop;
import org.asyncio4j.compiler.analysis.TypeFlow.State;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * All that is known of a coroutine method before its body is written.
 *
 * <p>The passes, in their order: {@link Returns} or {@link GeneratorEnds}, {@link EachLoops},
 * {@link AsyncCloses} and {@link DeferredNew} bring the method into a form in which each suspension
 * point is a plain call and nothing uninitialised lives across one; {@link ControlFlow}, {@link
 * TypeFlow}, {@link LoopNest} and {@link Liveness} describe that form; {@link Monitors} refuses
 * what must not be suspended.
 */
public final class MethodAnalysis {

  private final MethodNode method;
  private final List<SuspensionPoint> points;
  private final TypeFlow types;
  private final LoopNest loops;
  private final Liveness liveness;
  private final ControlFlow flow;

  private MethodAnalysis(MethodNode method, ControlFlow flow, TypeFlow types) throws Refusal {
    this.method = method;
    this.flow = flow;
    this.types = types;
    this.points = collectPoints();
    this.loops = LoopNest.of(flow, points);
    this.liveness = Liveness.of(flow, points);
    Monitors.check(flow, points);
  }

  /**
   * Analyses {@code method}, whose code is rewritten by the first passes.
   *
   * @param owner internal name of the class that declares it
   * @param kind what it is to become
   * @param method the method, its frames expanded
   * @throws Refusal when the method must not be compiled
   */
  public static MethodAnalysis of(String owner, CoroutineKind kind, MethodNode method)
      throws Refusal {
    DeferredNew.label(method);
    switch (kind) {
      case COROUTINE -> Returns.rewrite(method);
      case GENERATOR -> {
        GeneratorEnds.rewrite(method);
        EmittedTypes.check(owner, method);
      }
      case MAIN, TEST -> Returns.rewriteVoid(method);
    }
    checkEmits(kind, method);
    EachLoops.rewrite(method);
    AsyncCloses.rewrite(owner, method);
    while (true) {
      MethodAnalysis analysis =
          new MethodAnalysis(method, ControlFlow.of(method), TypeFlow.of(owner, method));
      if (!analysis.defersCreations()) {
        return analysis;
      }
    }
  }

  private static void checkEmits(CoroutineKind kind, MethodNode method) throws Refusal {
    for (AbstractInsnNode instruction : method.instructions) {
      Marker marker = Marker.of(instruction);
      if (marker != null && marker.emits() && kind != CoroutineKind.GENERATOR) {
        throw new Refusal(SuspensionPoint.lineOf(instruction), RefusalTexts.EMIT_IN_COROUTINE);
      }
    }
  }

  public MethodNode method() {
    return method;
  }

  /** The suspension points in the order of the code. */
  public List<SuspensionPoint> points() {
    return points;
  }

  public ControlFlow flow() {
    return flow;
  }

  public LoopNest loops() {
    return loops;
  }

  public Liveness liveness() {
    return liveness;
  }

  /** The types before the call of {@code point}, its arguments still on the stack. */
  public State typesAt(SuspensionPoint point) {
    return Objects.requireNonNull(types.before(point.call()));
  }

  /** The stack map frame at the head of {@code loop}. */
  public FrameNode frameOf(Loop loop) {
    for (int i = loop.head().start(); i < loop.head().end(); i++) {
      AbstractInsnNode instruction = flow.instruction(i);
      if (instruction instanceof FrameNode frame) {
        return frame;
      }
    }
    // JVMS 4.10.1.6: the target of every jump has a frame.
    throw new IllegalStateException("no stack map frame at the head of a loop in " + method.name);
  }

  private boolean defersCreations() {
    List<State> states = new ArrayList<>();
    for (SuspensionPoint point : points) {
      states.add(typesAt(point));
    }
    List<FrameNode> frames = new ArrayList<>();
    for (Loop loop : loops.loops()) {
      frames.add(frameOf(loop));
    }
    return DeferredNew.rewrite(method, types, states, frames);
  }

  /**
   * Unreachable code is left as it is: a way back into it could not go through the heads of loops,
   * since nothing leads from there to it.
   */
  private List<SuspensionPoint> collectPoints() {
    List<SuspensionPoint> points = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      Marker marker = Marker.of(instruction);
      if (marker != null
          && types.before(instruction) != null
          && flow.reachable().get(flow.blockOf(instruction).index())) {
        points.add(new SuspensionPoint(marker, (MethodInsnNode) instruction, points.size() + 1));
      }
    }
    return points;
  }
}
