/** What the agent touches in a JVM, and what it leaves alone. */
@NullMarked
package org.asyncio4j.integration.agent;

import org.jspecify.annotations.NullMarked;
