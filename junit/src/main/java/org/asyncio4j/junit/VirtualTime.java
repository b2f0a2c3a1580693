package org.asyncio4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a loop whose clock is a {@link org.asyncio4j.VirtualClock}: it starts at zero, and
 * jumps to the next timer when there is nothing else to do. The limit of a test stays one of real
 * time.
 *
 * <p>At a class it holds for the classes nested in it too. What stands at the method, or nearest to
 * it, counts.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(AsyncExtension.class)
public @interface VirtualTime {
  /**
   * Whether time is virtual.
   *
   * @return false for real time where the class has virtual time
   */
  boolean value() default true;
}
