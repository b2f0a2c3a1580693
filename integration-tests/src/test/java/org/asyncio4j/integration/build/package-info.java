/** What the build makes: the agent's jar and its options, and the rules of the packages. */
@NullMarked
package org.asyncio4j.integration.build;

import org.jspecify.annotations.NullMarked;
