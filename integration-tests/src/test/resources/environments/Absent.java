package guest;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** An optional dependency in locals, operands, fields, handlers and merges around awaits. */
public class Absent {
  static class Gone {
    int number = 1;
  }

  static class OtherGone extends Gone {}

  static class GoneException extends RuntimeException {}

  static Gone field;

  @Async
  static Coroutine<String> use(boolean present, Gone parameter) {
    Gone local = null;
    if (present) {
      local = new Gone();
    }
    await(yieldNow());
    Gone merged = present ? local : parameter;
    Gone[] array = null;
    Gone[][] arrays = null;
    int sum = 0;
    for (int i = 0; i < 2; i++) {
      Object either = present ? new OtherGone() : "absent";
      await(yieldNow());
      sum += either.hashCode() == "absent".hashCode() ? 1 : 2;
      if (present) {
        array = new Gone[] {merged, new Gone()};
        arrays = new Gone[][] {array};
        field = take(array[0], await(number(i)), arrays);
      }
    }
    try {
      await(yieldNow());
      if (present) {
        throw new GoneException();
      }
    } catch (RuntimeException e) {
      List<Gone> gone = new ArrayList<>();
      gone.add(field);
      sum += await(number(gone.get(0).number));
    }
    return done("sum " + sum + " " + (merged == null) + (array == null) + (arrays == null));
  }

  @Async
  static Coroutine<Integer> number(int number) {
    await(yieldNow());
    return done(number);
  }

  static Gone take(Gone gone, int number, Gone[][] arrays) {
    gone.number += number;
    return gone;
  }

  public static String report(boolean present) {
    return run(use(present, null));
  }
}
