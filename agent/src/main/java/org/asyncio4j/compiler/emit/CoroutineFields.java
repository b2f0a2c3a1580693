package org.asyncio4j.compiler.emit;

import org.asyncio4j.compiler.emit.FieldLayout.Field;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.objectweb.asm.Opcodes;

/**
 * Access of a body to the fields of its coroutine, which it is given under the type of all
 * coroutines only.
 */
final class CoroutineFields {

  private final CoroutineMethod method;
  private final int slot;

  /**
   * Creates the access.
   *
   * @param method whose coroutine
   * @param slot a free local for the coroutine under its own type
   */
  CoroutineFields(CoroutineMethod method, int slot) {
    this.method = method;
    this.slot = slot;
  }

  /** Makes the fields accessible to the code that follows, up to the next frame. */
  void open(CodeWriter code) {
    code.load(CoroutineMethod.SELF, RuntimeNames.COMPILED_COROUTINE);
    code.cast(method.coroutineClass());
    code.store(slot, method.coroutineClass());
  }

  /**
   * Pushes the value of a field; a reference leaves the field, or the coroutine would retain it.
   */
  void fetch(CodeWriter code, Field field) {
    code.load(slot, method.coroutineClass());
    code.getField(method.coroutineClass(), field.name(), field.descriptor());
    if (field.isReference()) {
      code.load(slot, method.coroutineClass());
      code.instruction(Opcodes.ACONST_NULL);
      code.putField(method.coroutineClass(), field.name(), field.descriptor());
    }
  }

  /** Stores the value of a local of the given type in a field. */
  void keep(CodeWriter code, Field field, int local, Object type) {
    code.load(slot, method.coroutineClass());
    code.load(local, type);
    code.putField(method.coroutineClass(), field.name(), field.descriptor());
  }
}
