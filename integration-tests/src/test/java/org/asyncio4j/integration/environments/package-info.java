/** Class files of every origin, in every kind of loader, beside every other tool. */
@NullMarked
package org.asyncio4j.integration.environments;

import org.jspecify.annotations.NullMarked;
