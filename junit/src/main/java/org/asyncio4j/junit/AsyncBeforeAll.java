package org.asyncio4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.BeforeAll;

/**
 * Marks a method whose body awaits and that JUnit calls before all tests of a class, as {@link
 * BeforeAll} does, on the loop that the class shares (see {@link SharedLoop}), or else on one of
 * its own. It returns nothing, or {@code Coroutine<Void>}.
 *
 * <p>The class has to be extended with {@link AsyncExtension}: by {@code @ExtendWith}, {@link
 * SharedLoop} or {@link VirtualTime}.
 *
 * <p>{@code @Async @BeforeAll} means the same.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@BeforeAll
public @interface AsyncBeforeAll {}
