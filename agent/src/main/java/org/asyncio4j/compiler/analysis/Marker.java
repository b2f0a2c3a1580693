package org.asyncio4j.compiler.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The calls at which a body may be suspended, and the runtime's methods that take their places.
 *
 * <p>The first are written in the source; the others are put in by the passes that rewrite returns
 * and loops, so that all later passes know but one thing: a marker is a suspension point.
 */
public enum Marker {
  /** {@code await} of a coroutine or future. */
  AWAIT(
      RuntimeNames.ASYNCIO,
      RuntimeNames.AWAIT,
      RuntimeNames.AWAIT_AWAITABLE,
      RuntimeNames.RESUMABLE_AWAITABLE),
  /** {@code await} of a completion stage. */
  AWAIT_STAGE(
      RuntimeNames.ASYNCIO,
      RuntimeNames.AWAIT,
      RuntimeNames.AWAIT_STAGE,
      RuntimeNames.RESUMABLE_STAGE),
  /** {@code await} that names a checked exception for javac; the class is of no use at run time. */
  AWAIT_THROWING(
      RuntimeNames.ASYNCIO,
      RuntimeNames.AWAIT,
      RuntimeNames.AWAIT_THROWING,
      RuntimeNames.RESUMABLE_AWAITABLE),
  /** {@code emit} in a generator. */
  EMIT(
      RuntimeNames.ASYNCIO,
      RuntimeNames.EMIT,
      RuntimeNames.EMIT_VALUE,
      RuntimeNames.RESUMABLE_EMIT),
  /** {@code emit} that looks at what was sent; the class is of no use at run time. */
  EMIT_SENT(
      RuntimeNames.ASYNCIO, RuntimeNames.EMIT, RuntimeNames.EMIT_SENT, RuntimeNames.RESUMABLE_EMIT),
  /** The await of a coroutine in the name of a {@code return}. */
  AWAIT_RETURNED(
      RuntimeNames.COMPILED_COROUTINE,
      RuntimeNames.AWAIT_RETURNED,
      "(L" + RuntimeNames.COROUTINE + ";)Ljava/lang/Object;",
      RuntimeNames.RESUMABLE_RETURNED),
  /** The step of a loop over {@code each}. */
  ADVANCE(
      RuntimeNames.COMPILED_COROUTINE,
      RuntimeNames.ADVANCE,
      "(Ljava/util/Iterator;)Ljava/lang/Object;",
      RuntimeNames.RESUMABLE_ADVANCE);

  /** Most calls of a program are of other classes. */
  private static final Set<String> OWNERS =
      Set.of(RuntimeNames.ASYNCIO, RuntimeNames.COMPILED_COROUTINE);

  private static final Map<String, Marker> BY_CALL = new HashMap<>();

  static {
    for (Marker marker : values()) {
      BY_CALL.put(marker.owner + '.' + marker.name + marker.descriptor, marker);
    }
  }

  private final String owner;
  private final String name;
  private final String descriptor;
  private final String resumable;

  Marker(String owner, String name, String descriptor, String resumable) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.resumable = resumable;
  }

  /** The marker that {@code instruction} is a call of; null when it is none. */
  public static @Nullable Marker of(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call && OWNERS.contains(call.owner)
        ? BY_CALL.get(call.owner + '.' + call.name + call.desc)
        : null;
  }

  /** Makes a call of this marker. */
  MethodInsnNode call() {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  /** Name of the runtime's method that takes the marker's place, next to the coroutine itself. */
  public String resumableName() {
    return name;
  }

  /** Descriptor of the runtime's method that takes the marker's place. */
  public String resumableDescriptor() {
    return resumable;
  }

  /** Number of stack entries that the marker takes. */
  public int argumentCount() {
    return takesClass() ? 2 : 1;
  }

  /** Whether the topmost argument is a class that nobody needs at run time. */
  public boolean takesClass() {
    return this == AWAIT_THROWING || this == EMIT_SENT;
  }

  /** Whether it suspends always, rather than where what it awaits is not done. */
  public boolean emits() {
    return this == EMIT || this == EMIT_SENT;
  }

  /** Whether it leaves a value on the stack. */
  public boolean hasValue() {
    return this != EMIT;
  }
}
