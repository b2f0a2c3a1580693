/** Many tasks at random through everything that coordinates tasks, under virtual time. */
@NullMarked
package org.asyncio4j.integration.stress;

import org.jspecify.annotations.NullMarked;
