package org.asyncio4j.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.jspecify.annotations.Nullable;

/** Finds calls of the marker methods: {@code await}, {@code each}, {@code emit}. */
final class MarkerSearch extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final String ASYNCIO = RuntimeNames.ASYNCIO.replace('/', '.');
  private static final Set<String> MARKERS =
      Set.of(RuntimeNames.AWAIT, RuntimeNames.EACH, RuntimeNames.EMIT);

  private final Trees trees;
  private boolean found;

  MarkerSearch(Trees trees) {
    this.trees = trees;
  }

  /** Whether the lambda at {@code path} calls a marker itself. */
  boolean finds(TreePath path) {
    LambdaExpressionTree lambda = (LambdaExpressionTree) path.getLeaf();
    scan(new TreePath(path, lambda.getBody()), null);
    return found;
  }

  /** The name of the marker that the call at {@code path} is of; null for any other call. */
  static @Nullable String marker(Trees trees, TreePath path) {
    MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
    return marker(trees.getElement(new TreePath(path, call.getMethodSelect())));
  }

  /** The name of {@code method} if it is a marker. */
  static @Nullable String marker(@Nullable Element method) {
    if (method == null || !isOfAsyncio(method)) {
      return null;
    }
    String name = method.getSimpleName().toString();
    return MARKERS.contains(name) ? name : null;
  }

  static boolean isOfAsyncio(Element method) {
    return method.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals(ASYNCIO);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    found |= marker(trees, getCurrentPath()) != null;
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }
}
