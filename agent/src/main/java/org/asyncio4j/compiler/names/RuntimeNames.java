package org.asyncio4j.compiler.names;

/**
 * Every name of the runtime that the compiler reads or writes.
 *
 * <p>The compiler never loads the runtime: these strings are the whole of what it knows about it. A
 * test resolves each of them against the real classes.
 */
public final class RuntimeNames {

  /** Descriptor of the annotation that marks a coroutine method. */
  public static final String ASYNC_DESCRIPTOR = "Lorg/asyncio4j/Async;";

  /** Internal name of the static front door. */
  public static final String ASYNCIO = "org/asyncio4j/Asyncio";

  /** Name of the marker method, and of the method that compiled code calls in its place. */
  public static final String AWAIT = "await";

  /** Name of the method that returns a value from a coroutine. */
  public static final String DONE = "done";

  /** Name of the marker method that a generator hands out a value by. */
  public static final String EMIT = "emit";

  /** Name of the method that ends a generator. */
  public static final String END = "end";

  /** Name of the marker method that a loop over an asynchronous iterable starts with. */
  public static final String EACH = "each";

  /** Name of the method that runs a coroutine on a new loop. */
  public static final String RUN = "run";

  /** Internal name of the type that every coroutine method returns. */
  public static final String COROUTINE = "org/asyncio4j/Coroutine";

  /** Internal name of the type that every generator method returns. */
  public static final String ASYNC_GENERATOR = "org/asyncio4j/AsyncGenerator";

  /** Internal name of what {@code each} iterates over. */
  public static final String ASYNC_ITERABLE = "org/asyncio4j/AsyncIterable";

  /** Internal name of what is closed by an await. */
  public static final String ASYNC_CLOSEABLE = "org/asyncio4j/AsyncCloseable";

  /** Name of the method that closes it. */
  public static final String CLOSE_ASYNC = "closeAsync";

  /** Internal name of the common type of coroutines and futures. */
  public static final String AWAITABLE = "org/asyncio4j/Awaitable";

  /** Internal name of the JDK's asynchronous result, the other thing that can be awaited. */
  public static final String COMPLETION_STAGE = "java/util/concurrent/CompletionStage";

  /** Internal name of the superclass of the coroutine classes. */
  public static final String COMPILED_COROUTINE = "org/asyncio4j/codegen/CompiledCoroutine";

  /** Name of the field that holds the sentinel of a suspension. */
  public static final String SUSPENDED = "SUSPENDED";

  /** Name of the field that holds the resume point. */
  public static final String STATE = "state";

  /** Descriptor of the field that holds the resume point. */
  public static final String STATE_TYPE = "S";

  /** Name of the method that awaits what a coroutine method returned without {@code done}. */
  public static final String AWAIT_RETURNED = "awaitReturned";

  /** Name of the method that checks what is going to be awaited by {@link #START_FOR}. */
  public static final String AWAITED = "awaited";

  public static final String AWAITED_DESCRIPTOR =
      "(L" + COROUTINE + ";L" + COMPILED_COROUTINE + ";)L" + COROUTINE + ";";

  /** Name of the method of a coroutine that begins it for one that awaits it. */
  public static final String START_FOR = "startFor";

  public static final String START_FOR_DESCRIPTOR = "(L" + COROUTINE + ";)Ljava/lang/Object;";

  /** Name of the method that returns another coroutine in the place of this one. */
  public static final String TAIL = "tail";

  /** Name of the method that steps a loop over {@code each}. */
  public static final String ADVANCE = "advance";

  /** Name of the method by which a coroutine says that it is the frame of a generator. */
  public static final String IS_GENERATOR_FRAME = "isGeneratorFrame";

  /** Name of the method that makes a generator of its frame. */
  public static final String GENERATOR = "generator";

  /** Name of the method that the driver calls. */
  public static final String RESUME = "resume";

  /**
   * Name of the method that answers the binary name of the class that declares the coroutine
   * method.
   */
  public static final String DECLARING_CLASS = "declaringClass";

  /** Name of the method that answers the name of the coroutine method. */
  public static final String METHOD_NAME = "methodName";

  /** Name of the method that answers the source file of the coroutine method. */
  public static final String SOURCE_FILE = "sourceFile";

  /** Name of the method that answers the source line of a resume point. */
  public static final String LINE = "line";

  /** Internal name of the bootstrap that defines coroutine classes under the agent. */
  public static final String BOOTSTRAP = "org/asyncio4j/codegen/Bootstrap";

  /** Name of the bootstrap method. */
  public static final String DEFINE = "define";

  /** Descriptor of the bootstrap method. */
  public static final String DEFINE_DESCRIPTOR =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;";

  /** Internal name of the error that a refused method throws under the agent. */
  public static final String COMPILATION_ERROR = "org/asyncio4j/AsyncCompilationError";

  /** Descriptors of the marker {@code Asyncio.await}. */
  public static final String AWAIT_AWAITABLE = "(L" + AWAITABLE + ";)Ljava/lang/Object;";

  public static final String AWAIT_STAGE = "(L" + COMPLETION_STAGE + ";)Ljava/lang/Object;";

  public static final String AWAIT_THROWING =
      "(L" + AWAITABLE + ";Ljava/lang/Class;)Ljava/lang/Object;";

  /** Descriptors of {@code Asyncio.emit}. */
  public static final String EMIT_VALUE = "(Ljava/lang/Object;)V";

  public static final String EMIT_SENT = "(Ljava/lang/Object;Ljava/lang/Class;)Ljava/lang/Object;";

  /** Descriptor of {@code Asyncio.end}. */
  public static final String END_DESCRIPTOR = "()L" + ASYNC_GENERATOR + ";";

  /** Descriptor of {@code Asyncio.each}. */
  public static final String EACH_DESCRIPTOR = "(L" + ASYNC_ITERABLE + ";)Ljava/lang/Iterable;";

  /** Descriptor of {@code Asyncio.run}. */
  public static final String RUN_DESCRIPTOR = "(L" + AWAITABLE + ";)Ljava/lang/Object;";

  /** Descriptor of {@code AsyncCloseable.closeAsync}. */
  public static final String CLOSE_ASYNC_DESCRIPTOR = "()L" + COROUTINE + ";";

  /** Descriptors of {@code Asyncio.done}. */
  public static final String DONE_VOID = "()L" + COROUTINE + ";";

  public static final String DONE_VALUE = "(Ljava/lang/Object;)L" + COROUTINE + ";";

  /**
   * Descriptors of the methods of {@code CompiledCoroutine} that take the markers' places, which
   * also take the awaiting coroutine.
   */
  public static final String RESUMABLE_AWAITABLE =
      "(L" + AWAITABLE + ";L" + COMPILED_COROUTINE + ";)Ljava/lang/Object;";

  public static final String RESUMABLE_STAGE =
      "(L" + COMPLETION_STAGE + ";L" + COMPILED_COROUTINE + ";)Ljava/lang/Object;";

  public static final String RESUMABLE_RETURNED =
      "(L" + COROUTINE + ";L" + COMPILED_COROUTINE + ";)Ljava/lang/Object;";

  public static final String RESUMABLE_EMIT =
      "(Ljava/lang/Object;L" + COMPILED_COROUTINE + ";)Ljava/lang/Object;";

  public static final String RESUMABLE_ADVANCE =
      "(Ljava/util/Iterator;L" + COMPILED_COROUTINE + ";)Ljava/lang/Object;";

  /** Descriptor of {@code CompiledCoroutine.each}. */
  public static final String ITERATE_EACH = "(L" + ASYNC_ITERABLE + ";)Ljava/util/Iterator;";

  /** Descriptor of {@code CompiledCoroutine.generator}. */
  public static final String GENERATOR_DESCRIPTOR =
      "(L" + COMPILED_COROUTINE + ";)L" + ASYNC_GENERATOR + ";";

  /** Descriptor of {@code Coroutine.resume}. */
  public static final String RESUME_DESCRIPTOR =
      "(Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;";

  private RuntimeNames() {}
}
