package org.asyncio4j.compiler.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.SuspensionPoint;
import org.objectweb.asm.tree.LabelNode;

/**
 * Suspension points that keep the same locals in the same fields, and so share the code that does
 * it.
 *
 * <p>They are of the same loop as well: code shared between a loop and its surroundings would be a
 * second way into the loop.
 */
final class SuspensionGroup {

  private final List<SuspensionPoint> points = new ArrayList<>();

  /** Where its shared way out begins. */
  final LabelNode wayOut = new LabelNode();

  /** Where its shared way back begins. */
  final LabelNode wayBack = new LabelNode();

  private SuspensionGroup() {}

  /** The group of each suspension point of a method. */
  static Map<SuspensionPoint, SuspensionGroup> of(MethodAnalysis analysis, FieldLayout layout) {
    Map<List<Object>, SuspensionGroup> groups = new HashMap<>();
    Map<SuspensionPoint, SuspensionGroup> groupOf = new LinkedHashMap<>();
    for (SuspensionPoint point : analysis.points()) {
      List<Object> common = List.of(layout.at(point).locals(), analysis.loops().around(point));
      SuspensionGroup group = groups.get(common);
      if (group == null) {
        group = new SuspensionGroup();
        groups.put(common, group);
      }
      group.points.add(point);
      groupOf.put(point, group);
    }
    return groupOf;
  }

  List<SuspensionPoint> points() {
    return points;
  }
}
