package org.asyncio4j.compiler.emit;

import static org.asyncio4j.compiler.emit.CoroutineMethod.FAILURE;
import static org.asyncio4j.compiler.emit.CoroutineMethod.SELF;
import static org.asyncio4j.compiler.emit.CoroutineMethod.VALUE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.analysis.LoopNest.Loop;
import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.asyncio4j.compiler.emit.FieldLayout.Field;
import org.asyncio4j.compiler.emit.FieldLayout.Kept;
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
 *   way out:  for each point, operands and live locals into the fields; return SUSPENDED
 *   way back: for each point, the same from the fields; go on, or throw what the awaited thing failed with
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
  private final Map<SuspensionPoint, LabelNode> waysBack = new HashMap<>();
  private final Map<Loop, LabelNode> entries = new HashMap<>();
  private final Map<Loop, LabelNode> dispatches = new HashMap<>();
  private final Map<SuspensionPoint, List<TryCatchBlockNode>> ranges = new HashMap<>();
  private final LabelNode dispatch = new LabelNode();
  private final int coroutine;
  private final int scratch;

  BodyEmitter(CoroutineMethod method, MethodAnalysis analysis, FieldLayout layout) {
    this.method = method;
    this.analysis = analysis;
    this.layout = layout;
    this.code = analysis.method().instructions;
    this.tail = new CodeWriter();
    this.frames = new BodyFrames(method);
    this.coroutine = analysis.method().maxLocals + method.shift();
    this.scratch = coroutine + 1;
    analysis.points().forEach(point -> waysBack.put(point, new LabelNode()));
    analysis.points().forEach(point -> ranges.put(point, rangesAround(point)));
    analysis.loops().loops().forEach(loop -> entries.put(loop, new LabelNode()));
    analysis.loops().loops().forEach(loop -> dispatches.put(loop, new LabelNode()));
  }

  MethodNode emit() {
    MethodNode original = analysis.method();
    int visibility = method.inInterface() ? Opcodes.ACC_PUBLIC : 0;
    MethodNode body =
        new MethodNode(
            Opcodes.ASM9,
            visibility | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            method.name(),
            method.bodyDescriptor(),
            null,
            null);
    frames.shift(original);
    analysis.loops().loops().forEach(this::loop);
    analysis.points().forEach(this::point);
    code.insert(start());
    if (!analysis.points().isEmpty()) {
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
    start.getField(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.STATE, "I");
    if (!analysis.points().isEmpty()) {
      start.instruction(Opcodes.DUP);
      start.store(method.resumePoint(), Opcodes.INTEGER);
      start.jump(Opcodes.IFNE, dispatch);
    } else {
      start.store(method.resumePoint(), Opcodes.INTEGER);
    }
    List<Object> types = method.parameterTypes();
    if (!types.isEmpty()) {
      castSelf(start);
    }
    int slot = method.shift();
    for (int i = 0; i < types.size(); i++) {
      fetch(start, layout.parameters().get(i));
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
    frame.stack.forEach(tail::zero);
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
            around.size() > depth ? label(entries, around.get(depth)) : label(waysBack, point));
      }
    }
    tail.select(method.resumePoint(), targets);
  }

  private void point(SuspensionPoint point) {
    Kit kit = layout.at(point);
    LabelNode out = new LabelNode();
    LabelNode after = new LabelNode();
    CodeWriter call = new CodeWriter();
    if (point.takesClass()) {
      call.instruction(Opcodes.POP);
    }
    call.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    call.invokeStatic(
        RuntimeNames.COMPILED_COROUTINE, point.resumableName(), point.resumableDescriptor(), false);
    call.instruction(Opcodes.DUP);
    suspended(call);
    call.jump(Opcodes.IF_ACMPEQ, out);
    call.label(after, frames.withResult(kit));
    if (frameFollows(point.call())) {
      // JVMS 4.7.4: no two frames for one offset.
      call.instruction(Opcodes.NOP);
    }
    code.insert(point.call(), call.code());
    wayOut(point, kit, out);
    wayBack(point, kit, after);
    code.remove(point.call());
  }

  private void wayOut(SuspensionPoint point, Kit kit, LabelNode out) {
    tail.label(out, frames.withResult(kit));
    tail.line(point.line());
    tail.instruction(Opcodes.POP);
    castSelf(tail);
    for (int i = kit.operands().size() - 1; i >= 0; i--) {
      Kept operand = kit.operands().get(i);
      if (operand.field() == null) {
        tail.pop(operand.type());
      } else {
        tail.store(scratch, operand.type());
        keep(operand.field(), scratch, operand.type());
      }
    }
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      if (local.field() != null) {
        keep(local.field(), slot + method.shift(), local.type());
      }
    }
    // Under its own type the verifier need not ask whether the coroutine class extends it, which
    // would load that class.
    tail.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    tail.push(point.state());
    tail.putField(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.STATE, "I");
    suspended(tail);
    tail.instruction(Opcodes.ARETURN);
  }

  private void wayBack(SuspensionPoint point, Kit kit, LabelNode after) {
    LabelNode failed = new LabelNode();
    tail.label(label(waysBack, point), frames.base());
    tail.line(point.line());
    castSelf(tail);
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      if (local.type() != Opcodes.TOP) {
        // A local that nobody reads again still has a type in the frames to come.
        restore(local);
        tail.store(slot + method.shift(), local.type());
      }
    }
    tail.push(0);
    tail.store(method.resumePoint(), Opcodes.INTEGER);
    kit.operands().forEach(this::restore);
    tail.load(FAILURE, "java/lang/Throwable");
    tail.jump(Opcodes.IFNONNULL, failed);
    take(VALUE, "java/lang/Object");
    tail.jump(Opcodes.GOTO, after);

    LabelNode end = new LabelNode();
    tail.label(failed, frames.withoutResult(kit));
    take(FAILURE, "java/lang/Throwable");
    tail.instruction(Opcodes.ATHROW);
    tail.label(end);
    // The throw of a resumed point has the handlers of the point itself, in their order.
    for (TryCatchBlockNode range : ranges.getOrDefault(point, List.of())) {
      analysis
          .method()
          .tryCatchBlocks
          .add(new TryCatchBlockNode(failed, end, range.handler, range.type));
    }
  }

  private List<TryCatchBlockNode> rangesAround(SuspensionPoint point) {
    int at = code.indexOf(point.call());
    return analysis.method().tryCatchBlocks.stream()
        .filter(range -> code.indexOf(range.start) <= at && at < code.indexOf(range.end))
        .toList();
  }

  private void restore(Kept kept) {
    if (kept.field() == null) {
      tail.zero(kept.type());
    } else {
      fetch(tail, kept.field());
    }
  }

  /**
   * Pushes the value of a field; a reference leaves the field, or the coroutine would retain it.
   */
  private void fetch(CodeWriter to, Field field) {
    to.load(coroutine, method.coroutineClass());
    to.getField(method.coroutineClass(), field.name(), field.descriptor());
    if (field.isReference()) {
      to.load(coroutine, method.coroutineClass());
      to.instruction(Opcodes.ACONST_NULL);
      to.putField(method.coroutineClass(), field.name(), field.descriptor());
    }
  }

  private void keep(Field field, int slot, Object type) {
    tail.load(coroutine, method.coroutineClass());
    tail.load(slot, type);
    tail.putField(method.coroutineClass(), field.name(), field.descriptor());
  }

  /**
   * Pushes an argument of the resumption and clears its slot, which would retain it while the body
   * runs.
   */
  private void take(int slot, String type) {
    tail.load(slot, type);
    tail.instruction(Opcodes.ACONST_NULL);
    tail.store(slot, type);
  }

  private void castSelf(CodeWriter to) {
    to.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    to.cast(method.coroutineClass());
    to.store(coroutine, method.coroutineClass());
  }

  private static void suspended(CodeWriter to) {
    to.getStatic(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.SUSPENDED, "Ljava/lang/Object;");
  }

  private static int depth(Loop loop) {
    int depth = 1;
    for (Loop parent = loop.parent(); parent != null; parent = parent.parent()) {
      depth++;
    }
    return depth;
  }

  private static boolean frameFollows(AbstractInsnNode call) {
    AbstractInsnNode next = call.getNext();
    while (next != null && next.getOpcode() < 0) {
      if (next instanceof FrameNode) {
        return true;
      }
      next = next.getNext();
    }
    return false;
  }

  private static <K> LabelNode label(Map<K, LabelNode> labels, K key) {
    LabelNode label = labels.get(key);
    if (label == null) {
      throw new IllegalArgumentException("no label for " + key);
    }
    return label;
  }
}
