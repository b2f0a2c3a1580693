package org.asyncio4j.torture.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncio4j.AsyncCloseable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.GeneratorExit;
import org.jspecify.annotations.Nullable;

/** What random programs call; every random program is a subclass. */
public abstract class ProgramSupport {

  /** Ends a program that goes on for too long. */
  static final class Exhausted extends Error {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("exhausted", null, false, false);
    }
  }

  /** What a program has done, step by step. */
  public static final class Log {
    private static final int ENTRIES = 300;
    private static final int TICKS = 60;

    public int aInteger;
    public long aLong;
    public double aDouble;
    public String aString = "";
    public Integer boxed = 0;

    private final List<String> entries = new ArrayList<>();
    private int ticks;
    private int emitted;
    private int closedAfter;
    private @Nullable String atIgnoredClose;

    public void add(@Nullable Object value) {
      entries.add(cut(String.valueOf(value)));
      if (entries.size() > ENTRIES) {
        throw new Exhausted();
      }
    }

    /** Counts one round of a loop. */
    public void tick() {
      if (++ticks > TICKS) {
        throw new Exhausted();
      }
    }

    public boolean more() {
      return ticks <= TICKS;
    }

    public boolean yes() {
      return true;
    }

    /** Throws on what no program may catch. */
    public void passOn(Throwable caught) {
      if (caught instanceof Exhausted exhausted) {
        throw exhausted;
      }
    }

    /** Says after how many values a generator is closed; 0 for never. */
    public void closeAfter(int values) {
      closedAfter = values;
    }

    /** Notes a value that a generator handed out; answers what to send it. */
    public String received(@Nullable Object value) {
      add("received " + value);
      return "sent" + ++emitted;
    }

    /** Whether the generator is to be closed, or has been. */
    public boolean isClosed() {
      return closedAfter > 0 && emitted >= closedAfter;
    }

    /** For the plain twin of a generator. */
    public @Nullable String emit(@Nullable Object value) {
      if (isClosed()) {
        ignoreClose();
        throw new Exhausted();
      }
      String sent = received(value);
      if (isClosed()) {
        throw new GeneratorExit();
      }
      return sent;
    }

    /** What a generator does after it has gone on in spite of being closed does not count. */
    public void ignoreClose() {
      if (atIgnoredClose == null) {
        atIgnoredClose = toString();
      }
    }

    public boolean isCloseIgnored() {
      return atIgnoredClose != null;
    }

    @Override
    public String toString() {
      return atIgnoredClose != null
          ? atIgnoredClose
          : entries + " " + cut(aInteger + " " + aLong + " " + aDouble + aString + boxed);
    }
  }

  /** Cases of a {@code switch}. */
  public enum Colour {
    RED,
    GREEN,
    BLUE,
    BLACK
  }

  /** Something with fields to assign to, and with an inner class. */
  public static class Cell {
    public int aInteger;
    public long aLong = 7;
    public double aDouble = 0.5;
    public String aString = "cell";

    public Cell(int number) {
      aInteger = number;
    }

    /** An inner class. */
    public final class Inner {
      private final int number;

      public Inner(int number) {
        this.number = number;
      }

      public int sum() {
        return aInteger + number;
      }
    }
  }

  /** Something to take apart. */
  public record Point(@Nullable Object x, @Nullable Object y) {
    @Override
    public String toString() {
      return cut("<" + x + " " + y + ">");
    }
  }

  /** Something to construct, from arguments that are awaited. */
  public static class Pair {
    public final int a;
    private final @Nullable Object b;

    public Pair(int a, @Nullable Object b) {
      this.a = a;
      this.b = b;
    }

    public Pair(int a, long b, double c, boolean d) {
      this(a, b + " " + c + " " + d);
    }

    @Override
    public String toString() {
      return cut("(" + a + " " + b + ")");
    }
  }

  /** Something to close, which may fail. */
  public record Resource(Log log, int number, boolean failing) implements AutoCloseable {
    @Override
    public void close() {
      log.add("close" + number);
      if (failing) {
        throw new IllegalStateException("close" + number);
      }
    }
  }

  /** A resource whose closing is awaited. */
  public record AsyncResource(AwaitSource source, Log log, int number, boolean failing)
      implements AsyncCloseable {
    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a coroutine that returns Void's only value
    public Coroutine<Void> closeAsync() {
      log.add("close" + number);
      IllegalStateException failure = failing ? new IllegalStateException("close" + number) : null;
      return (Coroutine<Void>) (Coroutine<?>) source.step(null, failure);
    }
  }

  /** What it is in the plain twin. */
  public record PlainResource(AwaitSource source, Log log, int number, boolean failing)
      implements AutoCloseable {
    @Override
    public void close() {
      log.add("close" + number);
      source.value("closed");
      if (failing) {
        throw new IllegalStateException("close" + number);
      }
    }
  }

  /** In the plain twin, an async lambda that is awaited. */
  protected static <T> T call(Callable<T> lambda) throws Exception {
    return lambda.call();
  }

  protected static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }

  protected static int at(int[] values, int index) {
    return values[index & 3];
  }

  protected static int sum(int a, long b, String c) {
    return (int) (a * 31L + b * 7 + c.length());
  }

  protected static String list(@Nullable Object... values) {
    return cut(Arrays.toString(values));
  }

  protected static String name(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    // Its message names anonymous classes, of which the twin has its own.
    return thrown instanceof ClassCastException
        ? name
        : name + ":" + cut(String.valueOf(thrown.getMessage()));
  }
}
