package org.asyncio4j.compiler.emit;

import org.objectweb.asm.tree.LabelNode;

/**
 * The places in a body that belong to one suspension point.
 *
 * @param out where its way out begins
 * @param back where its own part of the way back begins
 * @param after where the body goes on
 * @param line the source line of the point, -1 when unknown
 */
record PointLabels(LabelNode out, LabelNode back, LabelNode after, int line) {
  PointLabels(int line) {
    this(new LabelNode(), new LabelNode(), new LabelNode(), line);
  }
}
