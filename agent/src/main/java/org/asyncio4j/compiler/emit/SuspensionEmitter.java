package org.asyncio4j.compiler.emit;

import static org.asyncio4j.compiler.emit.CoroutineMethod.FAILURE;
import static org.asyncio4j.compiler.emit.CoroutineMethod.SELF;
import static org.asyncio4j.compiler.emit.CoroutineMethod.VALUE;

import java.util.List;
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
  private final BodyFrames frames;
  private final CoroutineFields fields;
  private final CodeWriter tail;
  private final List<TryCatchBlockNode> exceptionTable;
  private final int scratch;

  /**
   * Creates an emitter.
   *
   * @param method whose body
   * @param frames the body's frames
   * @param fields access to the coroutine
   * @param tail where the code goes
   * @param exceptionTable the body's exception table, which is added to
   * @param scratch two free locals
   */
  SuspensionEmitter(
      CoroutineMethod method,
      BodyFrames frames,
      CoroutineFields fields,
      CodeWriter tail,
      List<TryCatchBlockNode> exceptionTable,
      int scratch) {
    this.method = method;
    this.frames = frames;
    this.fields = fields;
    this.tail = tail;
    this.exceptionTable = exceptionTable;
    this.scratch = scratch;
  }

  /** Operands and live locals go to the fields; the body returns SUSPENDED. */
  void wayOut(SuspensionPoint point, Kit kit, LabelNode entry) {
    tail.label(entry, frames.withResult(kit));
    tail.line(point.line());
    tail.instruction(Opcodes.POP);
    fields.open(tail);
    for (int i = kit.operands().size() - 1; i >= 0; i--) {
      Kept operand = kit.operands().get(i);
      if (operand.field() == null) {
        tail.pop(operand.type());
      } else {
        tail.store(scratch, operand.type());
        fields.keep(tail, operand.field(), scratch, operand.type());
      }
    }
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      if (local.field() != null) {
        fields.keep(tail, local.field(), slot + method.shift(), local.type());
      }
    }
    // Under its own type the verifier would ask whether the coroutine class has this field's class
    // above it: a class load.
    tail.load(SELF, RuntimeNames.COMPILED_COROUTINE);
    tail.push(point.state());
    tail.putField(RuntimeNames.COMPILED_COROUTINE, RuntimeNames.STATE, "I");
    tail.suspended();
    tail.instruction(Opcodes.ARETURN);
  }

  /**
   * Fields go back to locals and operands; the body goes on, or throws what the awaited thing
   * failed with.
   *
   * @param after where it goes on
   * @param ranges the exception ranges around the point, which the throw is given too, in their
   *     order
   */
  void wayBack(
      SuspensionPoint point,
      Kit kit,
      LabelNode entry,
      LabelNode after,
      List<TryCatchBlockNode> ranges) {
    tail.label(entry, frames.base());
    tail.line(point.line());
    fields.open(tail);
    for (int slot = 0; slot < kit.locals().size(); slot++) {
      Kept local = kit.locals().get(slot);
      if (local.type() != Opcodes.TOP) {
        // A local that nobody reads again still has a type in the frames to come.
        restore(local);
        tail.store(slot + method.shift(), local.type());
      }
    }
    kit.operands().forEach(this::restore);
    tail.push(0);
    tail.store(method.resumePoint(), Opcodes.INTEGER);
    LabelNode failed = new LabelNode();
    tail.load(FAILURE, "java/lang/Throwable");
    tail.jump(Opcodes.IFNONNULL, failed);
    take(VALUE, "java/lang/Object");
    tail.jump(Opcodes.GOTO, after);

    LabelNode end = new LabelNode();
    tail.label(failed, frames.withoutResult(kit));
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
