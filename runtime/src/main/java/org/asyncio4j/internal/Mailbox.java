package org.asyncio4j.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand to a loop: any thread puts, one takes. Entries come out in the order in
 * which they went in.
 *
 * @param <E> the entries
 */
public final class Mailbox<E> implements BooleanSupplier {
  private static final VarHandle TOP;

  static {
    try {
      TOP = MethodHandles.lookup().findVarHandle(Mailbox.class, "top", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Node<E> closed = new Node<>(null, null);

  /**
   * The newest entry, linked to the older ones; {@link #closed} for ever after {@link #close}. Any
   * thread, through {@link #TOP}.
   */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Node<E> top;

  /** Makes an empty mailbox. */
  public Mailbox() {}

  /**
   * Puts an entry. What the calling thread did before is visible to whoever takes it.
   *
   * @param entry the entry
   * @return false if the mailbox is closed
   */
  public boolean put(E entry) {
    for (; ; ) {
      Node<E> next = load();
      if (next == closed) {
        return false;
      }
      if (TOP.compareAndSet(this, next, new Node<>(entry, next))) {
        return true;
      }
    }
  }

  /**
   * {@return whether there seems to be nothing to take: a look that costs no more than a plain
   * read}
   */
  public boolean seemsEmpty() {
    return TOP.getOpaque(this) == null;
  }

  /**
   * {@return whether there is nothing to take, ordered after the volatile writes that precede the
   * call}
   */
  public boolean isEmpty() {
    return load() == null;
  }

  /** {@return whether there is something to take: not {@link #isEmpty}} */
  @Override
  public boolean getAsBoolean() {
    return !isEmpty();
  }

  /**
   * Takes all entries, the oldest first. Nothing once closed.
   *
   * @param consumer called with each
   */
  public void takeAll(Consumer<? super E> consumer) {
    Node<E> newest = load();
    if (newest == null || newest == closed) {
      return;
    }
    handOut(swap(null), consumer);
  }

  /** Calls {@code consumer} with each entry, the oldest first. */
  private void handOut(@Nullable Node<E> newest, Consumer<? super E> consumer) {
    Node<E> oldest = null;
    while (newest != null) {
      Node<E> next = newest.next;
      newest.next = oldest;
      oldest = newest;
      newest = next;
    }
    for (Node<E> node = oldest; node != null; node = node.next) {
      if (node.entry != null) {
        consumer.accept(node.entry);
      }
    }
  }

  /** {@return whether {@link #close} was called} */
  public boolean isClosed() {
    return load() == closed;
  }

  /**
   * Takes all entries and refuses further ones.
   *
   * @param consumer called with each, the oldest first
   */
  public void close(Consumer<? super E> consumer) {
    handOut(swap(closed), consumer);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Node<E> load() {
    return (Node<E>) TOP.getVolatile(this);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Node<E> swap(@Nullable Node<E> replacement) {
    return (Node<E>) TOP.getAndSet(this, replacement);
  }

  private static final class Node<E> {
    final @Nullable E entry;
    @Nullable Node<E> next;

    Node(@Nullable E entry, @Nullable Node<E> next) {
      this.entry = entry;
      this.next = next;
    }
  }
}
