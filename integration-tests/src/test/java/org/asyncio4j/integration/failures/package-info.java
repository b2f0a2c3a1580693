/** What a newcomer gets wrong first, and whether the message says so. */
@NullMarked
package org.asyncio4j.integration.failures;

import org.jspecify.annotations.NullMarked;
