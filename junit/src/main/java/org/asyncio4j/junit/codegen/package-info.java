/** What compiled test methods call. No API: names and behaviour change without notice. */
@NullMarked
package org.asyncio4j.junit.codegen;

import org.jspecify.annotations.NullMarked;
