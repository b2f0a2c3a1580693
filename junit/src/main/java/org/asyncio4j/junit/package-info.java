/**
 * Tests that await, for JUnit Jupiter: {@link org.asyncio4j.junit.AsyncTest} in place of {@code
 * Test}, fixtures that await, virtual time, and failures for tasks and exceptions that a test
 * leaves behind.
 */
@NullMarked
package org.asyncio4j.junit;

import org.jspecify.annotations.NullMarked;
