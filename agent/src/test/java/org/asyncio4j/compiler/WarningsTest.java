package org.asyncio4j.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.shapes.Suspicious;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is compiled but warned about, and what must not be. */
class WarningsTest {
  private static final String DROPPED =
      "the coroutine of Suspicious.work is made and dropped, so that its body never runs; await"
          + " it, or start it with createTask(...) or run(...)";
  private static final String SLEEP =
      "Thread.sleep blocks the thread of the event loop, so that no task of it runs; write"
          + " await(sleep(delay))";
  private static final String OWN_MONITOR =
      " on an object of asyncio4j, which means its monitor and no coroutine; write ";

  @Test
  void eachWarningIsGivenOnceAndNamesTheMend() {
    assertThat(warnings(ClassFiles.of(Suspicious.class)))
        .containsExactly(
            at("dropped", "drops") + DROPPED,
            at("dropped in ordinary code", "dropsInOrdinaryCode") + DROPPED,
            at("dropped in lambda", "lambda$dropsInLambda") + DROPPED,
            at("blocks", "blocks") + SLEEP,
            at("blocks in lambda", "lambda$blocksInLambda") + SLEEP,
            at("blocks for a while", "blocksForAWhile")
                + "BlockingQueue.poll blocks the thread of the event loop, so that no task of it"
                + " runs; let another thread do it and await that:"
                + " await(toThread(() -> ...))",
            at("blocks in finally", "blocksInFinally") + SLEEP,
            at("wait", "ownMonitors")
                + "Object.wait"
                + OWN_MONITOR
                + "await(...) or await(object.waitAsync())",
            at("timed wait", "ownMonitors")
                + "Object.wait"
                + OWN_MONITOR
                + "await(...) or await(object.waitAsync())",
            at("notify", "ownMonitors") + "Object.notify" + OWN_MONITOR + "notifyOne()",
            at("notifyAll", "ownMonitors") + "Object.notifyAll" + OWN_MONITOR + "notifyEveryone()",
            at("blocks on a monitor", "waits")
                + "Object.wait blocks the thread of the event loop, so that no task of it runs;"
                + " await a Future of the loop, which the other side completes with"
                + " loop.callSoonThreadsafe(...)",
            at("foreign timeout", "foreignTimeout") + foreignTimeout("sleep"),
            // waitFor and timeout are so likely to be meant that their own failures do not count.
            at("foreign timeout of waitFor", "foreignTimeoutOfWaitFor") + foreignTimeout("waitFor"),
            at("foreign timeout of timeout", "foreignTimeoutOfTimeout")
                + foreignTimeout("timeout"));
  }

  @ParameterizedTest
  @CsvSource({
    "java/util/concurrent/Future, get, CompletableFuture in its place",
    "java/util/concurrent/CompletableFuture, join, await(future)",
    "java/util/concurrent/CompletableFuture, get, await(future)",
    "java/util/concurrent/CountDownLatch, await, await a Future of the loop",
    "java/util/concurrent/locks/Condition, awaitNanos, await a Future of the loop",
    "java/util/concurrent/ArrayBlockingQueue, put, toThread",
    "java/util/concurrent/LinkedBlockingQueue, take, toThread",
    "java/util/concurrent/Semaphore, acquire, await a Future of the loop",
    "java/util/concurrent/locks/Lock, lock, runs alone without a lock",
    "java/util/concurrent/ExecutorService, awaitTermination, toThread",
    "java/util/concurrent/TimeUnit, sleep, await(sleep(delay))",
    "java/lang/Thread, join, toThread",
    "java/lang/Process, waitFor, await(process.onExit())",
    "java/net/http/HttpClient, send, await(client.sendAsync(...))"
  })
  void blockingCallsAreKnownByTheirClassAndName(String owner, String name, String mend) {
    String simpleName = owner.substring(owner.lastIndexOf('/') + 1);
    assertThat(
            warnings(
                body(
                    code -> {
                      code.visitInsn(Opcodes.ACONST_NULL);
                      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, "()V", false);
                    })))
        .singleElement()
        .asString()
        .startsWith("C: warning: C.body: " + simpleName + "." + name + " blocks the thread ")
        .contains(mend);
  }

  @ParameterizedTest
  @CsvSource({
    "java/util/concurrent/BlockingQueue, poll",
    "java/util/concurrent/PriorityBlockingQueue, put",
    "java/util/concurrent/locks/ReentrantLock, tryLock",
    "java/util/concurrent/CompletableFuture, getNow",
    "java/util/concurrent/ExecutorService, shutdown",
    "com/acme/Future, get"
  })
  void otherCallsAreNot(String owner, String name) {
    assertThat(
            warnings(
                body(
                    code -> {
                      code.visitInsn(Opcodes.ACONST_NULL);
                      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, "()V", false);
                    })))
        .isEmpty();
  }

  @Test
  void aBodyThatOutgrowsTheJitIsWarnedAbout() {
    assertThat(warnings(body(code -> pad(code, 7000)))).isEmpty();
    assertThat(warnings(body(code -> pad(code, 8001))))
        .singleElement()
        .asString()
        .matches(
            "C: warning: C.body: @Async method of \\d+ bytes once compiled, more than the 8000 up"
                + " to which HotSpot compiles a method to machine code \\(HugeMethodLimit\\); split"
                + " it into several @Async methods");
  }

  private static void pad(MethodVisitor code, int bytes) {
    for (int i = 0; i < bytes; i++) {
      code.visitInsn(Opcodes.NOP);
    }
  }

  private interface Code {
    void write(MethodVisitor to);
  }

  /** A class C with a coroutine method {@code body} of this code and no debug information. */
  private static byte[] body(Code content) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "C", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_STATIC, "body", "()L" + RuntimeNames.COROUTINE + ";", null, null);
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    code.visitCode();
    content.write(code);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static List<String> warnings(byte[] classFile) {
    return Stream.of(new AsyncCompiler(Target.BUILD).compile(classFile))
        .flatMap(compiled -> compiled.diagnostics().stream())
        // javac 17 and 25 number the lambdas of a class differently.
        .map(diagnostic -> diagnostic.toString().replaceFirst("(lambda\\$\\w+)\\$\\d+", "$1"))
        .toList();
  }

  private static String foreignTimeout(String awaited) {
    return "catch of java.util.concurrent.TimeoutException around await("
        + awaited
        + "(...)), which never throws it; catch org.asyncio4j.AsyncTimeoutException, the one that a"
        + " timeout of asyncio4j ends in";
  }

  private static String at(String marker, String method) {
    return "Suspicious.java:"
        + ClassFiles.line(Suspicious.class, marker)
        + ": warning: Suspicious."
        + method
        + ": ";
  }
}
