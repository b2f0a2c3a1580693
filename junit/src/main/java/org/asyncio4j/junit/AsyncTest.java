package org.asyncio4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test method whose body awaits, as that of an {@code @Async} method does; that annotation
 * may be added and changes nothing. The method returns nothing, or {@code Coroutine<Void>} if
 * others are to await it.
 *
 * <pre>{@code
 * @AsyncTest
 * void repliesToPing() {
 *   assertEquals("pong", await(client.send("ping")));
 * }
 * }</pre>
 *
 * <p>Each test has an event loop of its own, which runs on the thread that JUnit calls the test on
 * and is closed after it. The test fails if it takes longer than ten seconds of real time, leaves
 * tasks behind, or leaves failures that nobody looked at; {@link AsyncExtension} has the rules.
 *
 * <p>Where JUnit's own annotation has settings, it goes together with {@code @Async}:
 * {@code @Async @ParameterizedTest(name = ...)}, {@code @Async @RepeatedTest(3)}, in a class with
 * {@code @ExtendWith(AsyncExtension.class)}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@ExtendWith(AsyncExtension.class)
public @interface AsyncTest {
  /**
   * Whether the loop's clock is a {@link org.asyncio4j.VirtualClock}, as by {@link VirtualTime} at
   * the method.
   *
   * @return true for virtual time; false for that of the class, which is real time unless it has
   *     {@link VirtualTime}
   */
  boolean virtualTime() default false;
}
