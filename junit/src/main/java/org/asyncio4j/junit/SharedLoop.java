package org.asyncio4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Gives all tests of a class one event loop, those of the classes nested in it included, so that
 * what {@link AsyncBeforeAll} starts goes on while they run. The loop is made before the first
 * fixture of the class, turns while a test or fixture runs, and is closed after the last.
 *
 * <p>A test must not leave tasks behind that were not there before its first fixture, and the class
 * none at all. A failure that nobody looked at fails the test during which that is noticed, at the
 * latest the class. The tests do not run in parallel.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(AsyncExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface SharedLoop {}
