package org.asyncio4j.compiler.emit;

import static org.asyncio4j.compiler.emit.CoroutineMethod.SELF;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.analysis.FrameTypes;
import org.asyncio4j.compiler.analysis.LoopNest.Loop;
import org.asyncio4j.compiler.analysis.Marker;
import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.asyncio4j.compiler.analysis.TailCall;
import org.asyncio4j.compiler.emit.FieldLayout.Kit;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Writes the body: the method's own code, which leaves at a suspension and comes back to where it
 * left.
 *
 * <pre>
 *   start:    resume point = self.state; if it is not 0, go to the dispatch
 *             parameters from the fields
 *             ... the method's code; at the head of each loop with a suspension point: if resume point != 0, go to
 *             the loop's dispatch; at each suspension point: call, if the result is SUSPENDED, go to its way out
 *   enter:    for each loop, zeros for the locals and operands that its head's frame wants; go to the head
 *   dispatch: for the method and each loop: to the way back of a point, or to the entry of the next inner loop
 *   way out:  for each point, operands into the fields; for its group, live locals into the fields and return
 *   way back: for each group, locals from the fields; for each point, operands from the fields; go on, or throw
 *             what the awaited thing failed with
 * </pre>
 *
 * <p>All but the method's code stands behind it, outside every range of its exception table.
 */
final class BodyEmitter {

  private final CoroutineMethod method;
  private final MethodAnalysis analysis;
  private final FieldLayout layout;
  private final InsnList code;
  private final CodeWriter tail;
  private final BodyFrames frames;
  private final Map<SuspensionPoint, SuspensionGroup> groups;
  private final Map<Loop, LabelNode> entries = new HashMap<>();
  private final Map<Loop, LabelNode> dispatches = new HashMap<>();
  private final Map<SuspensionPoint, PointLabels> labels = new HashMap<>();
  private final Map<SuspensionPoint, List<TryCatchBlockNode>> ranges = new HashMap<>();
  private final LabelNode dispatch = new LabelNode();
  private final CoroutineFields fields;
  private final SuspensionEmitter suspensions;

  BodyEmitter(CoroutineMethod method, MethodAnalysis analysis, FieldLayout layout) {
    this.method = method;
    this.analysis = analysis;
    this.layout = layout;
    this.code = analysis.method().instructions;
    this.tail = new CodeWriter();
    this.frames = new BodyFrames(method);
    int free = analysis.method().maxLocals + method.shift();
    this.fields = new CoroutineFields(method, free);
    this.suspensions =
        new SuspensionEmitter(
            method, layout, frames, fields, tail, analysis.method().tryCatchBlocks, free + 1);
    this.groups = SuspensionGroup.of(analysis, layout);
    // The line of a point is found from its call, which leaves the code.
    for (SuspensionPoint point : analysis.points()) {
      labels.put(point, new PointLabels(point.line()));
      ranges.put(point, rangesAround(point));
    }
    for (Loop loop : analysis.loops().loops()) {
      entries.put(loop, new LabelNode());
      dispatches.put(loop, new LabelNode());
    }
  }

  MethodNode emit() {
    MethodNode original = analysis.method();
    int visibility = method.inInterface() ? Opcodes.ACC_PUBLIC : 0;
    // Not ACC_SYNTHETIC: tools that report on the lines of the source, as JaCoCo does, leave
    // synthetic methods out, and these lines are nowhere else.
    MethodNode body =
        new MethodNode(
            Opcodes.ASM9,
            visibility | Opcodes.ACC_STATIC,
            method.name(),
            method.bodyDescriptor(),
            null,
            null);
    VariableRanges.cut(analysis, layout);
    frames.shift(original);
    if (!analysis.loops().loops().isEmpty()) {
      // What belongs to no point has the first line: reached whenever the method is.
      tail.line(method.firstLine(), frames.base());
    }
    for (Loop loop : analysis.loops().loops()) {
      loop(loop);
    }
    for (SuspensionPoint point : analysis.points()) {
      point(point);
    }
    for (SuspensionGroup group : new LinkedHashSet<>(groups.values())) {
      suspensions.emit(group, labels, ranges);
    }
    tailCalls();
    code.insert(start());
    if (!analysis.points().isEmpty()) {
      tail.line(method.firstLine(), frames.base());
      tail.label(dispatch, frames.base());
      dispatch(null, 0);
    }
    code.add(tail.code());
    body.instructions = code;
    body.tryCatchBlocks = original.tryCatchBlocks;
    body.localVariables = original.localVariables;
    body.visibleLocalVariableAnnotations = original.visibleLocalVariableAnnotations;
    body.invisibleLocalVariableAnnotations = original.invisibleLocalVariableAnnotations;
    return body;
  }

  private InsnList start() {
    CodeWriter start = new CodeWriter();
    start.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    start.getField(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.STATE, RuntimeNames.STATE_TYPE);
    if (!analysis.points().isEmpty()) {
      start.instruction(Opcodes.DUP);
      start.store(method.resumePoint(), Opcodes.INTEGER);
      start.jump(Opcodes.IFNE, dispatch);
    } else {
      start.store(method.resumePoint(), Opcodes.INTEGER);
    }
    List<Object> types = method.parameterTypes();
    if (!types.isEmpty()) {
      fields.open(start);
    }
    int slot = method.shift();
    for (int i = 0; i < types.size(); i++) {
      fields.fetch(start, layout.parameters().get(i));
      start.store(slot, types.get(i));
      slot += CodeWriter.size(types.get(i));
    }
    return start.code();
  }

  private void loop(Loop loop) {
    FrameNode frame = analysis.frameOf(loop);
    LabelNode head = new LabelNode();
    code.insertBefore(frame, head);
    CodeWriter check = new CodeWriter();
    check.load(method.resumePoint(), Opcodes.INTEGER);
    check.jump(Opcodes.IFNE, label(dispatches, loop));
    code.insert(frame, check.code());

    tail.label(label(entries, loop), frames.base());
    int slot = method.shift();
    for (Object type : frames.ownLocals(frame)) {
      if (type != Opcodes.TOP) {
        tail.zero(type);
        tail.store(slot, type);
      }
      slot += CodeWriter.size(type);
    }
    for (Object type : frame.stack) {
      tail.zero(type);
    }
    tail.jump(Opcodes.GOTO, head);

    tail.label(
        label(dispatches, loop),
        new FrameNode(
            Opcodes.F_NEW,
            frame.local.size(),
            frame.local.toArray(),
            frame.stack.size(),
            frame.stack.toArray()));
    for (int i = frame.stack.size() - 1; i >= 0; i--) {
      tail.pop(frame.stack.get(i));
    }
    dispatch(loop, depth(loop));
  }

  /**
   * Jumps to the way back of the points in {@code loop} itself, and to the entries of the loops
   * within it.
   */
  private void dispatch(@Nullable Loop loop, int depth) {
    Map<Integer, LabelNode> targets = new HashMap<>();
    for (SuspensionPoint point : analysis.points()) {
      List<Loop> around = analysis.loops().around(point);
      if (loop == null || around.contains(loop)) {
        targets.put(
            point.state(),
            around.size() > depth
                ? label(entries, around.get(depth))
                : label(groups, point).wayBack);
      }
    }
    tail.select(method.resumePoint(), targets);
  }

  private void point(SuspensionPoint point) {
    Kit kit = layout.at(point);
    Marker marker = point.marker();
    PointLabels places = label(labels, point);
    CodeWriter call = new CodeWriter();
    if (marker.takesClass()) {
      call.instruction(Opcodes.POP);
    }
    call.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    if (awaitsCoroutine(point)) {
      call.invokeStatic(
          RuntimeNames.COMPILED_COROUTINE,
          RuntimeNames.AWAITED,
          RuntimeNames.AWAITED_DESCRIPTOR,
          false);
      call.load(SELF, RuntimeNames.COMPILED_COROUTINE);
      call.invokeVirtual(
          RuntimeNames.COROUTINE, RuntimeNames.START_FOR, RuntimeNames.START_FOR_DESCRIPTOR);
    } else {
      call.invokeStatic(
          RuntimeNames.COMPILED_COROUTINE,
          marker.resumableName(),
          marker.resumableDescriptor(),
          false);
    }
    if (marker.emits()) {
      call.jump(Opcodes.GOTO, places.out());
    } else {
      call.instruction(Opcodes.DUP);
      call.suspended();
      call.jump(Opcodes.IF_ACMPEQ, places.out());
    }
    call.label(places.after(), frames.withResult(kit));
    if (!marker.hasValue()) {
      call.instruction(Opcodes.POP);
    } else if (FrameTypes.follows(point.call())) {
      // JVMS 4.7.4: no two frames for one offset.
      call.instruction(Opcodes.NOP);
    }
    code.insert(point.call(), call.code());
    code.remove(point.call());
  }

  /**
   * Whether what is awaited is known to be a coroutine. It is started by a virtual call right here
   * then, so that the JIT knows of this place what it starts.
   */
  private boolean awaitsCoroutine(SuspensionPoint point) {
    Marker marker = point.marker();
    if (marker != Marker.AWAIT && marker != Marker.AWAIT_THROWING) {
      return false;
    }
    List<Object> stack = analysis.typesAt(point).stack();
    return RuntimeNames.COROUTINE.equals(stack.get(stack.size() - marker.argumentCount()));
  }

  /** Gives each tail call the coroutine itself as an argument. */
  private void tailCalls() {
    for (AbstractInsnNode instruction : code.toArray()) {
      if (TailCall.isMarker(instruction)) {
        CodeWriter call = new CodeWriter();
        call.load(SELF, RuntimeNames.COMPILED_COROUTINE);
        call.invokeStatic(
            RuntimeNames.COMPILED_COROUTINE,
            RuntimeNames.TAIL,
            RuntimeNames.RESUMABLE_RETURNED,
            false);
        code.insert(instruction, call.code());
        code.remove(instruction);
      }
    }
  }

  private List<TryCatchBlockNode> rangesAround(SuspensionPoint point) {
    int at = code.indexOf(point.call());
    List<TryCatchBlockNode> around = new ArrayList<>();
    for (TryCatchBlockNode range : analysis.method().tryCatchBlocks) {
      if (code.indexOf(range.start) <= at && at < code.indexOf(range.end)) {
        around.add(range);
      }
    }
    return around;
  }

  private static int depth(Loop loop) {
    int depth = 1;
    for (Loop parent = loop.parent(); parent != null; parent = parent.parent()) {
      depth++;
    }
    return depth;
  }

  private static <K, V> V label(Map<K, V> labels, K key) {
    V label = labels.get(key);
    if (label == null) {
      throw new IllegalArgumentException("no label for " + key);
    }
    return label;
  }
}
