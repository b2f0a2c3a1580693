package org.asyncio4j;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several exceptions at once, as a {@link TaskGroup} throws them; groups may contain groups.
 *
 * <p>Python's {@code except*} is a chain of {@link #handle} calls, each of which takes out what it
 * can deal with, whatever the nesting:
 *
 * <pre>{@code
 * } catch (ExceptionGroup group) {
 *   ExceptionGroup rest = group.handle(IOException.class, failed -> log(failed.exceptions()));
 *   if (rest != null) {
 *     throw rest;
 *   }
 * }
 * }</pre>
 *
 * <p>The members are suppressed exceptions of the group too, so that whatever prints a stack trace
 * shows theirs. Immutable, for any thread. Mirrors {@code ExceptionGroup} and {@code
 * BaseExceptionGroup} of PEP 654: members may be of any class.
 */
public class ExceptionGroup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  @SuppressWarnings("serial") // List.copyOf makes serializable lists.
  private final List<Throwable> exceptions;

  /** See {@link #hidingContext}. */
  private boolean hidesContext;

  /**
   * Makes a group.
   *
   * @param message what the exceptions have in common
   * @param exceptions the members, at least one
   * @throws IllegalArgumentException if there is none: "second argument (exceptions) must be a
   *     non-empty sequence"
   */
  @SuppressWarnings("this-escape") // addSuppressed is final, and only notes the argument.
  public ExceptionGroup(String message, Collection<? extends Throwable> exceptions) {
    super(describe(message, exceptions.size()));
    this.message = message;
    this.exceptions = List.copyOf(exceptions);
    this.exceptions.forEach(this::addSuppressed);
  }

  /**
   * A group that is thrown in place of what its thrower was handling, which is one of the members
   * or of no interest. Python's {@code raise ... from None}.
   */
  static ExceptionGroup hidingContext(String message, Collection<? extends Throwable> exceptions) {
    ExceptionGroup group = new ExceptionGroup(message, exceptions);
    group.hidesContext = true;
    return group;
  }

  final boolean hidesContext() {
    return hidesContext;
  }

  private static String describe(String message, int size) {
    if (size == 0) {
      throw new IllegalArgumentException(
          "second argument (exceptions) must be a non-empty sequence");
    }
    return message + " (" + size + " sub-exception" + (size == 1 ? ")" : "s)");
  }

  /**
   * {@return what the exceptions have in common} Python's {@code group.message}; {@link
   * #getMessage()} also counts the members, as {@code str(group)} does.
   */
  public final String message() {
    return message;
  }

  /** {@return the members, groups being members themselves; unmodifiable} */
  public final List<Throwable> exceptions() {
    return exceptions;
  }

  /**
   * Returns the part of this group that holds the exceptions of a class: nested as they are here.
   * {@code Exception.class} asks for exceptions, wherever they are; groups are looked into, and
   * taken as such only if {@code type} is a class of groups.
   *
   * @param type the class
   * @return the part; this group if all belong to it, null if none does
   */
  public final @Nullable ExceptionGroup subgroup(Class<? extends Throwable> type) {
    return split(type).match();
  }

  /**
   * Returns the part of this group that holds the exceptions which meet a condition.
   *
   * @param condition asked for this group, then for each member, and for the members of groups that
   *     did not meet it
   * @return the part; this group if all belong to it, null if none does
   */
  public final @Nullable ExceptionGroup subgroup(Predicate<? super Throwable> condition) {
    return split(condition).match();
  }

  /**
   * Splits this group into the exceptions of a class and all others; see {@link #subgroup(Class)}.
   *
   * @param type the class
   * @return both parts
   */
  public final Split split(Class<? extends Throwable> type) {
    // Python's groups belong to no class of ordinary exceptions but Exception, so that only their
    // members count. Here RuntimeException is one more that must not match a group of others.
    boolean wantsGroups = ExceptionGroup.class.isAssignableFrom(type);
    return GroupSplitter.split(
        this, e -> type.isInstance(e) && (wantsGroups || !(e instanceof ExceptionGroup)));
  }

  /**
   * Splits this group into the exceptions that meet a condition and all others; see {@link
   * #subgroup(Predicate)}.
   *
   * @param condition the condition
   * @return both parts
   */
  public final Split split(Predicate<? super Throwable> condition) {
    return GroupSplitter.split(this, condition);
  }

  /**
   * Hands the exceptions of a class to a handler: one clause of Python's {@code except*}.
   *
   * @param type the class; see {@link #subgroup(Class)}
   * @param handler called with the group of them, unless there is none. What it throws is thrown,
   *     the unhandled rest being a suppressed exception of it
   * @param <X> the class
   * @return the group of the others; null if all have been handled
   */
  public final <X extends Throwable> @Nullable ExceptionGroup handle(
      Class<X> type, Consumer<? super ExceptionGroup> handler) {
    Split parts = split(type);
    ExceptionGroup rest = parts.rest();
    if (parts.match() != null) {
      try {
        handler.accept(parts.match());
      } catch (Throwable t) {
        if (rest != null && rest != t) {
          t.addSuppressed(rest);
        }
        throw t;
      }
    }
    return rest;
  }

  /**
   * Makes a group like this one with other members, for a part of it. A subclass overrides it to
   * get parts of its own class; stack trace and cause are added by the caller.
   *
   * @param exceptions the members, at least one
   * @return the group
   */
  protected ExceptionGroup derive(List<? extends Throwable> exceptions) {
    return new ExceptionGroup(message, exceptions);
  }

  /** A part of this group, which tells the same story. */
  final ExceptionGroup part(List<Throwable> members) {
    ExceptionGroup part = derive(members);
    part.setStackTrace(getStackTrace());
    Throwable cause = getCause();
    if (cause != null && part.getCause() == null) {
      part.initCause(cause);
    }
    return part;
  }

  /**
   * The two parts of a group; not both are null.
   *
   * @param match the exceptions that were asked for; null if there is none
   * @param rest the others; null if there is none
   */
  public record Split(@Nullable ExceptionGroup match, @Nullable ExceptionGroup rest) {}
}
