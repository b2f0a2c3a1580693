package guest;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** Is retransformed while its coroutines are suspended, and again before others begin. */
public class Retransformed {
  private static void retransform() {
    try {
      ClassLoader.getSystemClassLoader()
          .loadClass("org.asyncio4j.integration.environments.Retransformer")
          .getMethod("retransform")
          .invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String text() {
    return "generation-0";
  }

  @Async
  static Coroutine<String> suspended(String kept) {
    String before = text();
    await(yieldNow());
    await(yieldNow());
    return done(kept + " " + before + " " + text());
  }

  /** Called for the first time after a retransformation. */
  @Async
  static Coroutine<String> late() {
    await(yieldNow());
    return done("late " + text());
  }

  @Async
  static Coroutine<Void> all() {
    Task<String> task = createTask(suspended("task"));
    await(yieldNow());
    retransform();
    List<String> texts = new ArrayList<>();
    texts.add(await(task));
    texts.add(await(late()));
    retransform();
    texts.add(await(late()));
    texts.add(await(suspended("again")));
    texts.forEach(System.out::println);
    return done();
  }

  public static void main(String[] args) {
    run(all());
  }
}
