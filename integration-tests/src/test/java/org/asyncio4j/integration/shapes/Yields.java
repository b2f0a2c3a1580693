package org.asyncio4j.integration.shapes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a coroutine method that takes a {@link Source} as a shape, and says what it must come to.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Yields {
  /**
   * The text of its result; or {@code throws}, the simple name of the exception and its message.
   */
  String value();
}
