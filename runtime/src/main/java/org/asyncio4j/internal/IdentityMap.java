package org.asyncio4j.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from keys, compared by identity, to values or null: a hash table that is copied
 * by {@link #with}. Reading is as cheap as can be and taking a snapshot free, which is what
 * contexts need; they hold few keys and change seldom.
 */
public final class IdentityMap {
  /** The map without a key. */
  public static final IdentityMap EMPTY = new IdentityMap(new Object[4], 0);

  /**
   * Key and value in turn; its length is a power of two and at least four times the size, so that
   * probing ends.
   */
  private final @Nullable Object[] table;

  private final int size;

  private IdentityMap(@Nullable Object[] table, int size) {
    this.table = table;
    this.size = size;
  }

  /** {@return the number of keys} */
  public int size() {
    return size;
  }

  /**
   * Goes through the map.
   *
   * @param action called with each key and its value, in no particular order
   */
  public void forEach(BiConsumer<Object, @Nullable Object> action) {
    for (int i = 0; i < table.length; i += 2) {
      Object key = table[i];
      if (key != null) {
        action.accept(key, table[i + 1]);
      }
    }
  }

  /**
   * Looks a key up.
   *
   * @param key the key
   * @param missing what to return if there is no such key
   * @return its value, or {@code missing}
   */
  public @Nullable Object get(Object key, @Nullable Object missing) {
    return get(key, System.identityHashCode(key), missing);
  }

  /**
   * Looks a key up whose hash code is at hand: to ask the JVM for it takes longer than the rest.
   *
   * @param key the key
   * @param hash its {@link System#identityHashCode}
   * @param missing what to return if there is no such key
   * @return its value, or {@code missing}
   */
  public @Nullable Object get(Object key, int hash, @Nullable Object missing) {
    int index = indexOf(table, key, hash);
    return table[index] == null ? missing : table[index + 1];
  }

  /**
   * Makes a map in which a key has a value.
   *
   * @param key the key
   * @param value its value, may be null
   * @return the map
   */
  public IdentityMap with(Object key, @Nullable Object value) {
    int index = indexOf(table, key);
    if (table[index] != null) {
      @Nullable Object[] copy = table.clone();
      copy[index + 1] = value;
      return new IdentityMap(copy, size);
    }
    int capacity = table.length < 4 * (size + 1) ? 2 * table.length : table.length;
    @Nullable Object[] copy = copyWithout(null, capacity);
    int place = indexOf(copy, key);
    copy[place] = key;
    copy[place + 1] = value;
    return new IdentityMap(copy, size + 1);
  }

  /**
   * Makes a map without a key.
   *
   * @param key the key
   * @return the map; this one if the key is not in it
   */
  public IdentityMap without(Object key) {
    return table[indexOf(table, key)] == null
        ? this
        : new IdentityMap(copyWithout(key, table.length), size - 1);
  }

  private @Nullable Object[] copyWithout(@Nullable Object dropped, int capacity) {
    @Nullable Object[] copy = new Object[capacity];
    for (int i = 0; i < table.length; i += 2) {
      Object key = table[i];
      if (key != null && key != dropped) {
        int place = indexOf(copy, key);
        copy[place] = key;
        copy[place + 1] = table[i + 1];
      }
    }
    return copy;
  }

  /** Where {@code key} is, or the free place where it would go. */
  private static int indexOf(@Nullable Object[] table, Object key) {
    return indexOf(table, key, System.identityHashCode(key));
  }

  private static int indexOf(@Nullable Object[] table, Object key, int hash) {
    int mask = table.length - 2;
    int index = (hash << 1) & mask;
    while (table[index] != null && table[index] != key) {
      index = (index + 2) & mask;
    }
    return index;
  }
}
