package org.asyncio4j.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;

/** Questions about types in a source. */
final class SourceTypes {
  private final Elements elements;
  private final Types types;
  private final Trees trees;
  private final CoroutineMethods methods;

  SourceTypes(ProcessingEnvironment environment, Trees trees, CoroutineMethods methods) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.trees = trees;
    this.methods = methods;
  }

  /** What the lambda at {@code path} returns by its functional interface; null if unknown. */
  @Nullable TypeMirror returnTypeOf(TreePath path) {
    TypeMirror type = trees.getTypeMirror(path);
    if (!(type instanceof DeclaredType target)) {
      return null;
    }
    for (ExecutableElement method :
        ElementFilter.methodsIn(elements.getAllMembers((TypeElement) target.asElement()))) {
      if (method.getModifiers().contains(Modifier.ABSTRACT) && !isOfObject(method)) {
        return types.asMemberOf(target, method) instanceof ExecutableType function
            ? function.getReturnType()
            : null;
      }
    }
    return null;
  }

  /** An interface may declare these again; they are not its function (JLS 9.8). */
  private boolean isOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
        .anyMatch(
            other ->
                other.getSimpleName().equals(method.getSimpleName())
                    && other.getParameters().size() == method.getParameters().size()
                    && other.getModifiers().contains(Modifier.PUBLIC));
  }

  /** The only argument of a type, if that is a class; null otherwise. */
  @Nullable TypeMirror elementOf(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.getTypeArguments().size() == 1
            && declared.getTypeArguments().get(0).getKind() == TypeKind.DECLARED
        ? types.erasure(declared.getTypeArguments().get(0))
        : null;
  }

  /** Why the value at {@code path} must not be emitted by a generator of {@code wanted}. */
  @Nullable String refusalOfEmit(TreePath path, TypeMirror wanted) {
    TypeMirror type = typeOf(path);
    if (type == null) {
      return null;
    }
    TypeMirror given =
        types.erasure(
            type.getKind().isPrimitive()
                ? types.boxedClass(types.getPrimitiveType(type.getKind())).asType()
                : type);
    if (!isJdkClass(given)
        || !isJdkClass(wanted)
        || types.isAssignable(given, wanted)
        || types.isAssignable(wanted, given)) {
      return null;
    }
    return RefusalTexts.emitOfOtherType(
        methods.binaryName(given),
        ((DeclaredType) given).asElement().getSimpleName().toString(),
        methods.binaryName(wanted));
  }

  /** The type of a value; casts to a supertype leave no trace in class files. */
  private @Nullable TypeMirror typeOf(TreePath path) {
    TypeMirror type = trees.getTypeMirror(path);
    if (path.getLeaf() instanceof ParenthesizedTree tree) {
      return typeOf(new TreePath(path, tree.getExpression()));
    }
    if (path.getLeaf() instanceof TypeCastTree cast) {
      TypeMirror inner = typeOf(new TreePath(path, cast.getExpression()));
      return type != null && inner != null && types.isSubtype(inner, type) ? inner : type;
    }
    return type;
  }

  /** Of others the compiler, which sees one class file at a time, knows nothing. */
  private boolean isJdkClass(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getKind() != ElementKind.INTERFACE
        && methods.binaryName(type).startsWith("java.");
  }

  /** The class that a call names in the class file, without its package. */
  String ownerOf(TreePath call, ExecutableElement method) {
    Element declaring = method.getEnclosingElement();
    String name = binaryName(declaring);
    if (((MethodInvocationTree) call.getLeaf()).getMethodSelect()
        instanceof MemberSelectTree select) {
      TypeMirror receiver =
          trees.getTypeMirror(new TreePath(new TreePath(call, select), select.getExpression()));
      if (receiver instanceof DeclaredType declared) {
        name = binaryName(declared.asElement());
      }
    } else {
      TypeElement around = around(call, declaring);
      name = around == null ? name : binaryName(around);
    }
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  private String binaryName(@Nullable Element type) {
    return type instanceof TypeElement element ? elements.getBinaryName(element).toString() : "";
  }

  /** The innermost class around {@code path} that has the members of {@code owner}. */
  private @Nullable TypeElement around(TreePath path, @Nullable Element owner) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof ClassTree
          && owner != null
          && trees.getElement(at) instanceof TypeElement type
          && types.isSubtype(types.erasure(type.asType()), types.erasure(owner.asType()))) {
        return type;
      }
    }
    return null;
  }
}
