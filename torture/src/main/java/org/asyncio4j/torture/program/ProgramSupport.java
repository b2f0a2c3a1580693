package org.asyncio4j.torture.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private final List<String> entries = new ArrayList<>();
    private int ticks;

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

    @Override
    public String toString() {
      return entries.toString();
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
    return thrown.getClass().getSimpleName() + ":" + cut(String.valueOf(thrown.getMessage()));
  }
}
