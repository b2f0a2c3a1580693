package org.asyncio4j.compiler.emit;

import org.asyncio4j.compiler.analysis.MethodAnalysis;
import org.asyncio4j.compiler.analysis.Refusal;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns one coroutine method into its three parts: coroutine class, body, and the method that makes
 * the coroutine.
 */
public final class CoroutineEmitter {

  private final CoroutineMethod method;
  private final FieldLayout layout;
  private final MethodNode body;
  private final byte[] coroutineClass;
  private final int bodySize;

  private CoroutineEmitter(CoroutineMethod method, MethodNode node) throws Refusal {
    this.method = method;
    MethodAnalysis analysis = MethodAnalysis.of(method.owner(), method.kind(), node);
    layout = new FieldLayout(method, analysis);
    coroutineClass = new CoroutineClassEmitter(method, analysis, layout).emit();
    body = new BodyEmitter(method, analysis, layout).emit();
    bodySize = WideBranches.rewrite(method, body);
  }

  /**
   * Compiles a method.
   *
   * @param method the method and the names of its parts
   * @param node its code, frames expanded; taken apart by this
   * @throws Refusal when the method must not be compiled
   */
  public static CoroutineEmitter compile(CoroutineMethod method, MethodNode node) throws Refusal {
    return new CoroutineEmitter(method, node);
  }

  /** The bytes of the coroutine class. */
  public byte[] coroutineClass() {
    return coroutineClass;
  }

  /**
   * The bytes that the body's code takes, give or take a few: constants are counted at their most.
   */
  public int bodySize() {
    return bodySize;
  }

  /** The body, to stand beside the method. */
  public MethodNode body() {
    return body;
  }

  /**
   * Writes the new code of the method.
   *
   * @param code where to
   * @param defining whether that code also defines the coroutine class
   */
  public void emitMethod(MethodVisitor code, boolean defining) {
    StubEmitter stub = new StubEmitter(method, layout);
    if (defining) {
      stub.emitDefining(code, coroutineClass);
    } else {
      stub.emit(code);
    }
  }
}
