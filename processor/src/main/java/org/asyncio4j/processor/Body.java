package org.asyncio4j.processor;

import javax.lang.model.type.TypeMirror;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;

/** The code that an {@code await} would suspend: that of a method, an initialiser or a lambda. */
final class Body {
  /** What that code is, if it is no coroutine. */
  enum Place {
    COROUTINE,
    METHOD,
    CONSTRUCTOR,
    INITIALISER,
    LAMBDA
  }

  private final Place place;

  /** What it becomes, if it is a coroutine. */
  final CoroutineMethods.@Nullable Kind kind;

  /** What a generator hands out; null when that is not known. */
  final @Nullable TypeMirror element;

  /** How many synchronized blocks are around the code that is being looked at. */
  int locks;

  /** How many {@code try} statements see what the code that is being looked at fails with. */
  int tries;

  private Body(Place place, CoroutineMethods.@Nullable Kind kind, @Nullable TypeMirror element) {
    this.place = place;
    this.kind = kind;
    this.element = element;
  }

  static Body of(Place place) {
    return new Body(place, null, null);
  }

  static Body coroutine(CoroutineMethods.Kind kind, @Nullable TypeMirror element) {
    return new Body(Place.COROUTINE, kind, element);
  }

  /** Whether a coroutine that is returned here is awaited here, while a lock is held. */
  boolean awaitsReturnedUnderALock() {
    return kind == CoroutineMethods.Kind.COROUTINE && locks > 0 && tries > 0;
  }

  /** Why a marker method must not be called here; null when it may. */
  @Nullable String refusal(String marker) {
    return switch (place) {
      case CONSTRUCTOR -> RefusalTexts.inConstructor(marker);
      case INITIALISER -> RefusalTexts.inInitialiser(marker);
      case LAMBDA -> RefusalTexts.inLambda(marker);
      case METHOD ->
          marker.equals("emit") ? RefusalTexts.EMIT_OUTSIDE : RefusalTexts.outside(marker);
      case COROUTINE -> {
        if (marker.equals("emit") && kind != CoroutineMethods.Kind.GENERATOR) {
          yield RefusalTexts.EMIT_IN_COROUTINE;
        }
        yield locks > 0 ? RefusalTexts.SYNCHRONIZED_BLOCK : null;
      }
    };
  }
}
