package guest;

import static org.asyncio4j.Asyncio.async;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/**
 * A program in Java 8 with every kind of declaration that compilers translate in ways of their own.
 */
public class Guest {
  interface Named {
    String name();

    @Async
    default Coroutine<String> greet(String word) {
      String own = await(later(name()));
      return done(word + " " + own);
    }

    @Async
    static Coroutine<String> nobody() {
      return done(await(later("nobody")));
    }
  }

  static class Base {
    private final String secret = "base";

    @Async
    protected Coroutine<String> title() {
      return done(await(later(secret)));
    }
  }

  static final class Derived extends Base implements Named {
    private final String secret;

    Derived(String secret) {
      this.secret = secret;
    }

    @Override
    @Async
    protected Coroutine<String> title() {
      return done(await(super.title()) + "/" + await(later(secret)));
    }

    @Override
    public String name() {
      return secret;
    }
  }

  enum Operation {
    PLUS {
      @Override
      @Async
      Coroutine<Long> apply(long left, int right) {
        return done(left + await(later(right)));
      }
    };

    abstract Coroutine<Long> apply(long left, int right);
  }

  @Async
  static <T> Coroutine<T> later(T value) {
    await(yieldNow());
    return done(value);
  }

  @Async
  static Coroutine<String> loops(List<String> words) {
    StringBuilder text = new StringBuilder();
    double half = 0.5;
    for (String word : words) {
      for (int i = 0; i < 2; i++) {
        try {
          switch (await(later(word))) {
            case "skip":
              continue;
            case "fail":
              throw new IllegalStateException(await(later("failed")));
            default:
              text.append(word).append(await(later(i)) + half);
          }
        } catch (IllegalStateException e) {
          text.append(await(later(e.getMessage())));
          break;
        } finally {
          text.append(await(later(';')));
        }
      }
    }
    return done(text.toString());
  }

  @Async
  static Coroutine<String> lambdas(String outer) {
    List<Coroutine<String>> coroutines = new ArrayList<>();
    for (String inner : new String[] {"a", "b"}) {
      coroutines.add(async(() -> done(outer + await(later(inner)))));
    }
    return done(await(coroutines.get(0)) + await(coroutines.get(1)));
  }

  @Async
  static Coroutine<String> all() {
    Derived derived = new Derived("derived");
    List<String> words = new ArrayList<>();
    words.add("x");
    words.add("skip");
    words.add("fail");
    return done(
        await(derived.greet("hello"))
            + ", "
            + await(Named.nobody())
            + ", "
            + await(derived.title())
            + ", "
            + await(Operation.PLUS.apply(1L << 40, 2))
            + ", "
            + await(loops(words))
            + ", "
            + await(lambdas("outer-")));
  }

  public static String report() {
    return run(all());
  }

  public static void main(String[] args) {
    System.out.println(report());
  }
}
