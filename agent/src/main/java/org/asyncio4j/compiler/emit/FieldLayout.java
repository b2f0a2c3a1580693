package org.asyncio4j.compiler.emit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.asyncio4j.compiler.analysis.TypeFlow.State;
import org.asyncio4j.compiler.analysis.Values;
import org.jspecify.annotations.Nullable;

/**
 * Where a coroutine keeps what is live across its suspensions.
 *
 * <p>Fields have the exact type of what they hold, so that nothing is cast or boxed. They are
 * pooled by type: the class has as many fields of a type as the suspension point (or the parameter
 * list) that needs most.
 */
final class FieldLayout {

  /** A field of the coroutine class. */
  record Field(String name, String descriptor) {
    boolean isReference() {
      return descriptor.length() > 1;
    }
  }

  /**
   * A value to be kept.
   *
   * @param type its type as stack map frames denote it
   * @param field where it is kept; null when its type says all there is to know, or nobody reads it
   *     again
   */
  record Kept(Object type, @Nullable Field field) {
    // Part of a key of maps; for the reason why not a record's own, see SuspensionPoint. Each field
    // is one object.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kept kept && type.equals(kept.type) && field == kept.field;
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + System.identityHashCode(field);
    }
  }

  /**
   * What is kept at one suspension point.
   *
   * @param locals by slot; the type of an unset slot is {@code TOP}
   * @param operands what lies under the awaited value, the topmost last
   */
  record Kit(List<Kept> locals, List<Kept> operands) {}

  private final Map<String, List<Field>> pools = new HashMap<>();
  private final List<Field> fields = new ArrayList<>();
  private final List<Field> parameters = new ArrayList<>();
  private final Map<SuspensionPoint, Kit> kits = new HashMap<>();

  FieldLayout(CoroutineMethod method, MethodAnalysis analysis) {
    Allocation allocation = new Allocation();
    for (Object type : method.parameterTypes()) {
      parameters.add(allocation.next(type));
    }
    for (SuspensionPoint point : analysis.points()) {
      kits.put(point, kit(analysis, point));
    }
  }

  /** All fields, in the order of their first use. */
  List<Field> fields() {
    return fields;
  }

  /** The fields that bring the arguments to the body, receiver first. */
  List<Field> parameters() {
    return parameters;
  }

  Kit at(SuspensionPoint point) {
    Kit kit = kits.get(point);
    if (kit == null) {
      throw new IllegalArgumentException("unknown suspension point " + point.state());
    }
    return kit;
  }

  private Kit kit(MethodAnalysis analysis, SuspensionPoint point) {
    Allocation allocation = new Allocation();
    State state = analysis.typesAt(point);
    BitSet live = analysis.liveness().after(point);
    List<Kept> locals = new ArrayList<>();
    for (int slot = 0; slot < state.locals().size(); slot++) {
      Object type = state.locals().get(slot);
      boolean stored = live.get(slot) && Values.isStored(type);
      locals.add(new Kept(type, stored ? allocation.next(type) : null));
    }
    List<Kept> operands = new ArrayList<>();
    for (Object type : state.below(point.marker().argumentCount())) {
      operands.add(new Kept(type, Values.isStored(type) ? allocation.next(type) : null));
    }
    return new Kit(locals, operands);
  }

  /** Hands out each field at most once. */
  private final class Allocation {
    private final Map<String, Integer> used = new HashMap<>();

    Field next(Object type) {
      String descriptor = Values.descriptor(type);
      List<Field> pool = pools.get(descriptor);
      if (pool == null) {
        pool = new ArrayList<>();
        pools.put(descriptor, pool);
      }
      int index = used.getOrDefault(descriptor, 0);
      used.put(descriptor, index + 1);
      if (index == pool.size()) {
        Field field = new Field("kept" + fields.size(), descriptor);
        pool.add(field);
        fields.add(field);
      }
      return pool.get(index);
    }
  }
}
