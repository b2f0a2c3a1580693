package guest

import org.asyncio4j.Async
import org.asyncio4j.Asyncio.async
import org.asyncio4j.Asyncio.await
import org.asyncio4j.Asyncio.done
import org.asyncio4j.Asyncio.run
import org.asyncio4j.Asyncio.yieldNow
import org.asyncio4j.Coroutine

/** Kotlin's own declarations, suspended by asyncio4j. */
interface Named {
  val name: String

  @Async
  fun greet(word: String): Coroutine<String> {
    val own = await(later(name))
    return done("$word $own")
  }
}

@Async
fun <T> later(value: T): Coroutine<T> {
  await(yieldNow())
  return done(value)
}

@Async
fun String.twice(separator: String = "-"): Coroutine<String> =
  done(this + await(later(separator)) + this)

data class Point(val x: Int, val y: Long)

sealed class Shape {
  data class Circle(val radius: Double) : Shape()

  object Empty : Shape()
}

class Derived(override val name: String) : Named {
  private var calls = 0

  @Async
  fun count(times: Int): Coroutine<Int> {
    for (i in 0 until times) {
      calls += await(later(i))
    }
    return done(calls)
  }

  companion object {
    @JvmStatic
    @Async
    fun inCompanion(): Coroutine<String> = done(await(later("companion")))
  }
}

@Async
fun describe(shape: Shape): Coroutine<String> =
  done(
    when (shape) {
      is Shape.Circle -> "circle " + await(later(shape.radius))
      Shape.Empty -> await(later<String?>(null)) ?: "empty"
    })

@Async
fun locals(): Coroutine<String> {
  val (x, y) = await(later(Point(1, 2L)))
  val words = listOf("a", "b").map { it.uppercase() }
  val text = StringBuilder()
  try {
    for ((index, word) in words.withIndex()) {
      text.append(await(later(index))).append(word)
    }
    check(x + y < await(later(3L))) { "sum" }
  } catch (e: IllegalStateException) {
    text.append(await(later(e.message)))
  } finally {
    text.append(await(later('.')))
  }
  return done(text.toString())
}

@Async
fun all(): Coroutine<String> {
  val derived = Derived("derived")
  return done(
    listOf(
        await(derived.greet("hello")),
        await("ab".twice()),
        await(derived.count(4)),
        await(Derived.inCompanion()),
        await(describe(Shape.Circle(2.0))),
        await(describe(Shape.Empty)),
        await(locals()),
      )
      .joinToString())
}

object Guest {
  @JvmStatic fun report(): String = run(all())
}
