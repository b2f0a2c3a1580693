/** The Java agent: filters the classes a JVM loads, hands them to the compiler, reports. */
@NullMarked
package org.asyncio4j.agent;

import org.jspecify.annotations.NullMarked;
