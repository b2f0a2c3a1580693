package org.asyncio4j.compiler.emit;

import static org.asyncio4j.compiler.emit.CoroutineMethod.FAILURE;
import static org.asyncio4j.compiler.emit.CoroutineMethod.SELF;
import static org.asyncio4j.compiler.emit.CoroutineMethod.VALUE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.asyncio4j.compiler.emit.FieldLayout.Kept;
import org.asyncio4j.compiler.emit.FieldLayout.Kit;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Writes the ways out of a body and back into it, behind the method's own code. */
final class SuspensionEmitter {

  private final CoroutineMethod method;
  private final FieldLayout layout;
  private final BodyFrames frames;
  private final CoroutineFields fields;
  private final CodeWriter tail;
  private final List<TryCatchBlockNode> exceptionTable;
  private final int scratch;

  /**
   * Creates an emitter.
   *
   * @param method whose body
   * @param layout where the coroutine keeps what
   * @param frames the body's frames
   * @param fields access to the coroutine
   * @param tail where the code goes
   * @param exceptionTable the body's exception table, which is added to
   * @param scratch two free locals
   */
  SuspensionEmitter(
      CoroutineMethod method,
      FieldLayout layout,
      BodyFrames frames,
      CoroutineFields fields,
      CodeWriter tail,
      List<TryCatchBlockNode> exceptionTable,
      int scratch) {
    this.method = method;
    this.layout = layout;
    this.frames = frames;
    this.fields = fields;
    this.tail = tail;
    this.exceptionTable = exceptionTable;
    this.scratch = scratch;
  }

  /** Writes all ways of a group; {@code labels} and {@code ranges} are those of all points. */
  void emit(
      SuspensionGroup group,
      Map<SuspensionPoint, PointLabels> labels,
      Map<SuspensionPoint, List<TryCatchBlockNode>> ranges) {
    List<SuspensionPoint> points = group.points();
    boolean shared = points.size() > 1;
    for (SuspensionPoint point : points) {
      operandsOut(point, Objects.requireNonNull(labels.get(point)));
      if (shared) {
        tail.jump(Opcodes.GOTO, group.wayOut);
      }
    }
    if (shared) {
      // Not the line of one of the points: coverage tools would count it for all of them.
      tail.line(method.firstLine(), frames.withLocals(layout.at(points.get(0))));
    }
    localsOut(group);
    localsBack(group);
    if (shared) {
      Map<Integer, LabelNode> targets = new HashMap<>();
      for (SuspensionPoint point : points) {
        targets.put(point.state(), Objects.requireNonNull(labels.get(point)).back());
      }
      tail.select(method.resumePoint(), targets);
    }
    for (SuspensionPoint point : points) {
      operandsBack(
          point,
          Objects.requireNonNull(labels.get(point)),
          ranges.getOrDefault(point, List.of()),
          shared);
    }
  }

  /** The operands go to the fields; the sentinel and the resume point to their slots. */
  private void operandsOut(SuspensionPoint point, PointLabels labels) {
    Kit kit = layout.at(point);
    tail.line(labels.line(), frames.withResult(kit));
    tail.label(labels.out(), frames.withResult(kit));
    tail.store(VALUE, "java/lang/Object");
    if (!kit.operands().isEmpty()) {
      fields.open(tail);
    }
    for (int i = kit.operands().size() - 1; i >= 0; i--) {
      Kept operand = kit.operands().get(i);
      if (operand.field() == null) {
        tail.pop(operand.type());
      } else {
        tail.store(scratch, operand.type());
        fields.keep(tail, operand.field(), scratch, operand.type());
      }
    }
    tail.push(point.state());
    tail.store(method.resumePoint(), Opcodes.INTEGER);
  }

  /** The live locals and the resume point go to the fields; the body returns the sentinel. */
  private void localsOut(SuspensionGroup group) {
    Kit kit = layout.at(group.points().get(0));
    tail.label(group.wayOut, frames.withLocals(kit));
    fields.open(tail);
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      if (local.field() != null) {
        fields.keep(tail, local.field(), slot + method.shift(), local.type());
      }
    }
    // Under its own type the verifier would ask whether the coroutine class has this field's class
    // above it: a class load.
    tail.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    tail.load(method.resumePoint(), Opcodes.INTEGER);
    tail.putField(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.STATE, RuntimeNames.STATE_TYPE);
    tail.load(VALUE, "java/lang/Object");
    tail.instruction(Opcodes.ARETURN);
  }

  /** Fields go back to locals. */
  private void localsBack(SuspensionGroup group) {
    Kit kit = layout.at(group.points().get(0));
    tail.label(group.wayBack, frames.base());
    fields.open(tail);
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      if (local.type() != Opcodes.TOP) {
        // A local that nobody reads again still has a type in the frames to come.
        restore(local);
        tail.store(slot + method.shift(), local.type());
      }
    }
  }

  /**
   * Fields go back to operands; the body goes on, or throws what the awaited thing failed with. The
   * throw has the handlers of the point itself, in their order.
   */
  private void operandsBack(
      SuspensionPoint point, PointLabels labels, List<TryCatchBlockNode> ranges, boolean shared) {
    Kit kit = layout.at(point);
    if (shared) {
      tail.line(labels.line(), frames.withLocals(kit));
    }
    tail.label(labels.back(), frames.withLocals(kit));
    if (!kit.operands().isEmpty()) {
      fields.open(tail);
      for (Kept operand : kit.operands()) {
        restore(operand);
      }
    }
    tail.push(0);
    tail.store(method.resumePoint(), Opcodes.INTEGER);
    LabelNode failed = new LabelNode();
    tail.load(FAILURE, "java/lang/Throwable");
    tail.jump(Opcodes.IFNONNULL, failed);
    take(VALUE, "java/lang/Object");
    tail.jump(Opcodes.GOTO, labels.after());

    LabelNode end = new LabelNode();
    tail.label(failed, frames.withOperands(kit));
    take(FAILURE, "java/lang/Throwable");
    tail.instruction(Opcodes.ATHROW);
    tail.label(end);
    for (TryCatchBlockNode range : ranges) {
      exceptionTable.add(new TryCatchBlockNode(failed, end, range.handler, range.type));
    }
  }

  private void restore(Kept kept) {
    if (kept.field() == null) {
      tail.zero(kept.type());
    } else {
      fields.fetch(tail, kept.field());
    }
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
}
