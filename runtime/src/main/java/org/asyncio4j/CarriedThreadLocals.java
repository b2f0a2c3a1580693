package org.asyncio4j;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The thread-locals that go along with the contexts of one loop: {@link EventLoop#carry}. When the
 * loop leaves a context their values are put into it, under the carrier as a key; when it enters
 * one they are set from it. A context from before a carrier was registered sets nothing.
 */
final class CarriedThreadLocals {
  private static final Object MISSING = new Object();

  /** Only ever replaced: other threads read it. */
  private Carrier[] carriers = {};

  void add(Supplier<? extends @Nullable Object> get, Consumer<? super @Nullable Object> set) {
    Carrier carrier = new Carrier(get, set);
    // Until now all contexts had the value in common: for those that exist it stays so.
    Context base = Context.ofThread();
    base.values = base.values.with(carrier, get.get());
    Carrier[] more = Arrays.copyOf(carriers, carriers.length + 1);
    more[carriers.length] = carrier;
    carriers = more;
  }

  /** The loop closes: takes its values out of the context of this thread, which lives on. */
  void close() {
    Context base = Context.ofThread();
    for (Carrier carrier : carriers) {
      base.values = base.values.without(carrier);
    }
  }

  /** The values of a context together with those of this thread's thread-locals. */
  IdentityMap capture(IdentityMap values) {
    IdentityMap captured = values;
    for (Carrier carrier : carriers) {
      Object value = carrier.get().get();
      Object known = captured.get(carrier, MISSING);
      if (known == MISSING || !Objects.equals(known, value)) {
        captured = captured.with(carrier, value);
      }
    }
    return captured;
  }

  /** Puts the values of this thread's thread-locals into the context that it leaves. */
  Object leave(Object context) {
    if (context instanceof Context full) {
      full.values = capture(full.values);
      return full;
    }
    return capture((IdentityMap) context);
  }

  /** Sets this thread's thread-locals for the context that it enters. */
  void enter(Object context) {
    IdentityMap values = Context.valuesOf(context);
    for (Carrier carrier : carriers) {
      Object value = values.get(carrier, MISSING);
      if (value != MISSING) {
        carrier.set().accept(value);
      }
    }
  }

  /** Runs blocking code in a context, with its thread-locals, on a thread that runs no loop. */
  <T extends @Nullable Object> T call(Context context, Context.Body<T, Exception> body)
      throws Exception {
    IdentityMap outer = capture(IdentityMap.EMPTY);
    enter(context);
    try {
      return context.run(body);
    } finally {
      enter(outer);
    }
  }

  /** What reads and writes one thread-local; the key of its values. */
  private record Carrier(
      Supplier<? extends @Nullable Object> get, Consumer<? super @Nullable Object> set) {}
}
