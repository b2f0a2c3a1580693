package org.asyncio4j.integration.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Makes objects and tells whether they are still there. */
final class Probe {
  // A collection clears weak references before it returns; more than one is for collectors that
  // need a second cycle to find all garbage.
  private static final int COLLECTIONS = 10;

  private final List<WeakReference<Object>> references = new ArrayList<>();

  /** An object that nobody but the caller holds. */
  Payload make() {
    return track(new Payload());
  }

  /** Notes an object without holding it. */
  <T> T track(T object) {
    references.add(new WeakReference<>(object));
    return object;
  }

  /** Expects that nothing holds the objects any more. */
  void expectCollected() {
    assertThat(references).isNotEmpty();
    for (int i = 0; i < COLLECTIONS && alive() > 0; i++) {
      System.gc();
    }
    assertThat(alive()).as("objects still held").isZero();
  }

  /** Expects that something holds all of the objects. */
  void expectHeld() {
    assertThat(references).isNotEmpty();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    assertThat(alive()).as("objects still held").isEqualTo(references.size());
  }

  private long alive() {
    return references.stream().filter(reference -> reference.get() != null).count();
  }

  /** An object with something to call. */
  static final class Payload {
    /** Uses this object. */
    int touch() {
      return 1;
    }
  }
}
