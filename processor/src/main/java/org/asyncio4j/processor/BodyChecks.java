package org.asyncio4j.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.asyncio4j.processor.Body.Place;
import org.asyncio4j.processor.CoroutineMethods.Kind;
import org.jspecify.annotations.Nullable;

/** Looks through the bodies of one class, whose names and types are resolved. */
final class BodyChecks extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Trees trees;
  private final CompilationUnitTree unit;
  private final CoroutineMethods methods;
  private final SourceTypes types;

  /** Null outside of bodies, and in one that is refused for its declaration. */
  private @Nullable Body body;

  /** Whether the class at hand has anything to compile: only then the compiler reads it. */
  private boolean concerned;

  private List<Dropped> dropped = new ArrayList<>();
  private final Set<Tree> loopHeads = Collections.newSetFromMap(new IdentityHashMap<>());

  private record Dropped(Tree call, String message) {}

  BodyChecks(ProcessingEnvironment environment, Trees trees, CompilationUnitTree unit) {
    this.trees = trees;
    this.unit = unit;
    this.methods = new CoroutineMethods(environment.getElementUtils(), environment.getTypeUtils());
    this.types = new SourceTypes(environment, trees, methods);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    Body outerBody = body;
    boolean outerConcerned = concerned;
    List<Dropped> outerDropped = dropped;
    concerned = false;
    dropped = new ArrayList<>();
    for (Tree member : tree.getMembers()) {
      body = bodyOf(new TreePath(getCurrentPath(), member));
      scan(member, null);
    }
    if (concerned) {
      for (Dropped warning : dropped) {
        trees.printMessage(Diagnostic.Kind.WARNING, warning.message(), warning.call(), unit);
      }
    }
    body = outerBody;
    concerned = outerConcerned;
    dropped = outerDropped;
    return null;
  }

  private @Nullable Body bodyOf(TreePath member) {
    Tree tree = member.getLeaf();
    if (tree instanceof BlockTree block) {
      return Body.of(block.isStatic() ? Place.INITIALISER : Place.CONSTRUCTOR);
    }
    Element element = trees.getElement(member);
    if (tree instanceof VariableTree) {
      boolean isStatic = element != null && element.getModifiers().contains(Modifier.STATIC);
      return Body.of(isStatic ? Place.INITIALISER : Place.CONSTRUCTOR);
    }
    if (!(tree instanceof MethodTree) || !(element instanceof ExecutableElement method)) {
      return null;
    }
    if (method.getSimpleName().contentEquals("<init>")) {
      return Body.of(Place.CONSTRUCTOR);
    }
    if (!methods.isCoroutine(method)) {
      return Body.of(Place.METHOD);
    }
    concerned = true;
    Kind kind = methods.kind(method);
    String refusal = methods.refusal(method);
    if (refusal != null) {
      refuse(tree, refusal);
    }
    return kind == null || refusal != null
        ? null
        : Body.coroutine(kind, types.elementOf(method.getReturnType()));
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    Body outer = body;
    TypeMirror returned = types.returnTypeOf(getCurrentPath());
    Kind kind = returned == null ? null : methods.kind(returned);
    if (kind == null) {
      body = Body.of(Place.LAMBDA);
    } else {
      // Without a marker in it a lambda is ordinary code, that may hold locks and return anything.
      boolean awaits = new MarkerSearch(trees).finds(getCurrentPath());
      body = awaits ? Body.coroutine(kind, null) : null;
    }
    if (tree.getBody() instanceof MethodInvocationTree call
        && returned != null
        && returned.getKind() == TypeKind.VOID) {
      checkDropped(new TreePath(getCurrentPath(), call));
    }
    super.visitLambdaExpression(tree, null);
    body = outer;
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    String marker = MarkerSearch.marker(trees, getCurrentPath());
    if (marker != null) {
      concerned = true;
      checkMarker(tree, marker);
    }
    return super.visitMethodInvocation(tree, null);
  }

  private void checkMarker(MethodInvocationTree tree, String marker) {
    Body around = body;
    if (around == null) {
      return;
    }
    String refusal = around.refusal(marker);
    if (refusal == null && marker.equals("each") && !loopHeads.contains(tree)) {
      refusal = RefusalTexts.EACH_WITHOUT_LOOP;
    }
    if (refusal == null && marker.equals("emit") && around.element != null) {
      TreePath value = new TreePath(getCurrentPath(), tree.getArguments().get(0));
      refusal = types.refusalOfEmit(value, around.element);
    }
    if (refusal != null) {
      refuse(tree.getMethodSelect(), refusal);
    }
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    String marker = MarkerSearch.marker(trees.getElement(getCurrentPath()));
    if (marker != null) {
      concerned = true;
      refuse(tree, RefusalTexts.asReference(marker));
    }
    return super.visitMemberReference(tree, null);
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    loopHeads.add(withoutParentheses(tree.getExpression()));
    return super.visitEnhancedForLoop(tree, null);
  }

  @Override
  public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
    Body around = body;
    scan(tree.getExpression(), null);
    if (around != null) {
      around.locks++;
    }
    scan(tree.getBlock(), null);
    if (around != null) {
      around.locks--;
    }
    return null;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    Body around = body;
    ExpressionTree value = tree.getExpression();
    if (around != null && value != null && around.kind == Kind.GENERATOR && isOtherEnd(value)) {
      refuse(tree, RefusalTexts.OTHER_END);
    }
    if (around != null
        && value != null
        && around.awaitsReturnedUnderALock()
        && !isCallOf(value, "done")
        && withoutParentheses(value).getKind() != Tree.Kind.NULL_LITERAL) {
      refuse(value, RefusalTexts.SYNCHRONIZED_BLOCK);
    }
    return super.visitReturn(tree, null);
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    Body around = body;
    if (around == null) {
      return super.visitTry(tree, null);
    }
    boolean ends = tree.getFinallyBlock() != null;
    boolean handles = ends || !tree.getCatches().isEmpty() || !tree.getResources().isEmpty();
    scan(tree.getResources(), null);
    around.tries += handles ? 1 : 0;
    scan(tree.getBlock(), null);
    around.tries += (ends ? 1 : 0) - (handles ? 1 : 0);
    scan(tree.getCatches(), null);
    around.tries -= ends ? 1 : 0;
    scan(tree.getFinallyBlock(), null);
    return null;
  }

  /** What is certainly not the end: of a local variable that is not known here. */
  private boolean isOtherEnd(ExpressionTree value) {
    ExpressionTree plain = withoutParentheses(value);
    if (plain instanceof MethodInvocationTree) {
      return !isCallOf(value, "end");
    }
    Element element = trees.getElement(new TreePath(getCurrentPath(), plain));
    return element != null
        && switch (element.getKind()) {
          case PARAMETER, FIELD -> true;
          default -> false;
        };
  }

  private boolean isCallOf(ExpressionTree value, String name) {
    Element called = trees.getElement(new TreePath(getCurrentPath(), withoutParentheses(value)));
    return called != null
        && called.getSimpleName().contentEquals(name)
        && MarkerSearch.isOfAsyncio(called);
  }

  @Override
  public @Nullable Void visitExpressionStatement(
      ExpressionStatementTree tree, @Nullable Void unused) {
    if (tree.getExpression() instanceof MethodInvocationTree call) {
      checkDropped(new TreePath(getCurrentPath(), call));
    }
    return super.visitExpressionStatement(tree, null);
  }

  private void checkDropped(TreePath call) {
    if (trees.getElement(call) instanceof ExecutableElement method
        && method.getReturnType() instanceof DeclaredType returned
        && methods.kind(returned) == Kind.COROUTINE) {
      String message =
          RefusalTexts.dropped(types.ownerOf(call, method), method.getSimpleName().toString());
      dropped.add(new Dropped(((MethodInvocationTree) call.getLeaf()).getMethodSelect(), message));
    }
  }

  private void refuse(Tree tree, String message) {
    trees.printMessage(Diagnostic.Kind.ERROR, message, tree, unit);
  }

  private static ExpressionTree withoutParentheses(ExpressionTree tree) {
    ExpressionTree plain = tree;
    while (plain instanceof ParenthesizedTree parenthesized) {
      plain = parenthesized.getExpression();
    }
    return Objects.requireNonNull(plain);
  }
}
