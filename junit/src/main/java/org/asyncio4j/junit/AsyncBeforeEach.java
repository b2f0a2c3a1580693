package org.asyncio4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.BeforeEach;

/**
 * Marks a method whose body awaits and that JUnit calls before each test, as {@link BeforeEach}
 * does, on the loop of that test. It returns nothing, or {@code Coroutine<Void>}.
 *
 * <p>Every test of the class has to be extended with {@link AsyncExtension}: by {@link AsyncTest},
 * or the class by {@code @ExtendWith}.
 *
 * <p>{@code @Async @BeforeEach} means the same.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@BeforeEach
public @interface AsyncBeforeEach {}
