/**
 * How loops make transports, and of what the default one makes them: the JDK's channels. Exported
 * to our own modules only.
 */
@NullMarked
package org.asyncio4j.net.nio;

import org.jspecify.annotations.NullMarked;
