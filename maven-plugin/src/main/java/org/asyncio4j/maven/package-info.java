/** The Maven plugin: the compiler of async methods as part of a build. */
@NullMarked
package org.asyncio4j.maven;

import org.jspecify.annotations.NullMarked;
