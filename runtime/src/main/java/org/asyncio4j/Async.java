package org.asyncio4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that returns {@link Coroutine} as a coroutine function: a call of it only makes
 * the coroutine, the body runs once that is awaited or made a task, and may use {@link
 * Asyncio#await(Awaitable)}.
 *
 * <p>The method is compiled by the agent or by the Maven plugin; without either, its first {@code
 * await} throws an {@link IllegalStateException} that says so. Mirrors {@code async def}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Async {}
