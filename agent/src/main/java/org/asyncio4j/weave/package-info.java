/**
 * Compiles class files where they lie: in directories and jars, for builds and the command line.
 */
@NullMarked
package org.asyncio4j.weave;

import org.jspecify.annotations.NullMarked;
