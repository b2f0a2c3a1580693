/** What is measured, and what each rival has to implement. */
@NullMarked
package org.asyncio4j.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
