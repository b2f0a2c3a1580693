package org.asyncio4j.benchmarks.compiler;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.gather;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/** A service of the kind that coroutines are written for; only compiled, never run. */
final class Orders {
  private static final int ATTEMPTS = 3;

  private final Map<String, Integer> stock = new HashMap<>();
  private int failures;

  /** One line of an order. */
  record Line(String article, int count) {}

  /** An order and what became of it. */
  record Order(String customer, List<Line> lines, boolean accepted) {}

  @Async
  Coroutine<Order> place(String customer, List<Line> lines) {
    List<Line> reserved = new ArrayList<>();
    try {
      for (Line line : lines) {
        if (!await(reserve(line))) {
          return done(new Order(customer, lines, false));
        }
        reserved.add(line);
      }
      String payment = await(withRetries(customer, total(lines)));
      return done(new Order(customer + payment, List.copyOf(reserved), true));
    } catch (IllegalStateException e) {
      failures += await(record(e));
      for (Line line : reserved) {
        await(release(line));
      }
      throw e;
    } finally {
      await(log("order of " + customer + ": " + reserved.size() + " of " + lines.size()));
    }
  }

  @Async
  private Coroutine<Boolean> reserve(Line line) {
    int present = stock.getOrDefault(line.article(), 0);
    while (present < line.count()) {
      present += await(restock(line.article(), line.count() - present));
      if (present == 0) {
        return done(false);
      }
    }
    stock.put(line.article(), present - line.count());
    return done(true);
  }

  @Async
  private Coroutine<Integer> restock(String article, int count) {
    int arrived = 0;
    for (int i = 0; i < count && arrived < count; i++) {
      await(yieldNow());
      arrived += article.length() % 2 == 0 ? await(deliver(article, i)) : 1;
    }
    return done(arrived);
  }

  @Async
  private static Coroutine<Integer> deliver(String article, int van) {
    return switch (article.charAt(0)) {
      case 'a' -> done(await(sleep(Duration.ofMillis(van), 1)));
      case 'b' -> done(2);
      default -> done(await(sleep(Duration.ofMillis(2L * van), 0)));
    };
  }

  @Async
  private Coroutine<Void> release(Line line) {
    await(yieldNow());
    stock.merge(line.article(), line.count(), Integer::sum);
    return done();
  }

  @Async
  private static Coroutine<String> withRetries(String customer, long amount) {
    long delay = 100;
    for (int attempt = 1; ; attempt++) {
      try {
        return done(await(pay(customer, amount)));
      } catch (IllegalStateException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        await(sleep(Duration.ofMillis(delay)));
        delay *= 2;
      }
    }
  }

  @Async
  private static Coroutine<String> pay(String customer, long amount) {
    String account = await(sleep(Duration.ofMillis(1), customer.trim()));
    if (account.isEmpty()) {
      throw new IllegalStateException("no account for " + amount);
    }
    return done(account + ":" + await(sleep(Duration.ofMillis(1), amount)));
  }

  @Async
  Coroutine<List<Order>> placeAll(Map<String, List<Line>> orders) {
    List<Coroutine<Order>> placing = new ArrayList<>();
    orders.forEach((customer, lines) -> placing.add(place(customer, lines)));
    return done(await(gather(placing)));
  }

  @Async
  private static Coroutine<Integer> record(Exception e) {
    await(log(e.toString()));
    return done(1);
  }

  @Async
  private static Coroutine<Void> log(String line) {
    await(yieldNow());
    System.out.println(line);
    return done();
  }

  private static long total(List<Line> lines) {
    return lines.stream().mapToLong(line -> line.count() * 100L).sum();
  }

  int failures() {
    return failures;
  }
}
