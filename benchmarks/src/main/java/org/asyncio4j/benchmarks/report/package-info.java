/** Figures in Markdown. */
@NullMarked
package org.asyncio4j.benchmarks.report;

import org.jspecify.annotations.NullMarked;
