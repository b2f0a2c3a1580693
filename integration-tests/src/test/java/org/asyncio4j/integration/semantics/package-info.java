/**
 * asyncio's own behaviour as the oracle: each scenario is a small program of which the trace under
 * CPython is kept in {@code src/test/resources/semantics}, and its translation must print the same
 * lines.
 */
@NullMarked
package org.asyncio4j.integration.semantics;

import org.jspecify.annotations.NullMarked;
