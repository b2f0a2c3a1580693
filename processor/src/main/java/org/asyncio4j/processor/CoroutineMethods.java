package org.asyncio4j.processor;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.asyncio4j.compiler.names.TestNames;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;

/** Which methods are coroutines by their declarations, and what is wrong with these. */
final class CoroutineMethods {
  /** What a method becomes. */
  enum Kind {
    COROUTINE,
    GENERATOR,
    /** A test or a main: it returns nothing, and runs itself. */
    RUNS_ITSELF
  }

  private static final String ASYNC = name(RuntimeNames.ASYNC_DESCRIPTOR);
  private static final Set<String> ASYNC_TESTS = names(TestNames.ASYNC_METHODS);
  private static final Set<String> JUPITER = names(TestNames.JUPITER_METHODS);
  private static final String COROUTINE = RuntimeNames.COROUTINE.replace('/', '.');
  private static final String GENERATOR = RuntimeNames.ASYNC_GENERATOR.replace('/', '.');

  private final Elements elements;
  private final Types types;

  CoroutineMethods(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  private static String name(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private static Set<String> names(Set<String> descriptors) {
    return descriptors.stream().map(CoroutineMethods::name).collect(Collectors.toSet());
  }

  /** Whether {@code annotation} makes a method a coroutine. */
  static boolean concerns(TypeElement annotation) {
    String name = annotation.getQualifiedName().toString();
    return name.equals(ASYNC) || ASYNC_TESTS.contains(name);
  }

  /** Whether {@code method} is to become a coroutine. */
  boolean isCoroutine(ExecutableElement method) {
    return annotations(method).anyMatch(name -> name.equals(ASYNC) || ASYNC_TESTS.contains(name));
  }

  private static boolean isTest(ExecutableElement method) {
    Set<String> names = annotations(method).collect(Collectors.toSet());
    return names.stream().anyMatch(ASYNC_TESTS::contains)
        || (names.contains(ASYNC) && names.stream().anyMatch(JUPITER::contains));
  }

  private static Stream<String> annotations(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .map(type -> ((TypeElement) type.asElement()).getQualifiedName().toString());
  }

  /** What {@code method}, a coroutine, becomes; null when its declaration rules that out. */
  @Nullable Kind kind(ExecutableElement method) {
    TypeMirror returned = method.getReturnType();
    if (returned.getKind() == TypeKind.VOID) {
      return isTest(method) || isMain(method) ? Kind.RUNS_ITSELF : null;
    }
    return kind(returned);
  }

  /** What a method or lambda that returns {@code returned} may become. */
  @Nullable Kind kind(TypeMirror returned) {
    if (returned.getKind() == TypeKind.VOID) {
      return null;
    }
    String name = binaryName(types.erasure(returned));
    return name.equals(COROUTINE) ? Kind.COROUTINE : name.equals(GENERATOR) ? Kind.GENERATOR : null;
  }

  private boolean isMain(ExecutableElement method) {
    return method.getSimpleName().contentEquals("main")
        && method.getModifiers().contains(Modifier.STATIC)
        && method.getParameters().size() == 1
        && binaryName(method.getParameters().get(0).asType()).equals("java.lang.String[]");
  }

  /** Why {@code method}, a coroutine, is refused for its declaration; null when it is not. */
  @Nullable String refusal(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    if (method.getReturnType().getKind() == TypeKind.ERROR) {
      return null;
    }
    if (kind(method) == null) {
      String returned = binaryName(types.erasure(method.getReturnType()));
      return isTest(method)
          ? RefusalTexts.otherReturnTypeOfTest(returned)
          : RefusalTexts.otherReturnType(returned);
    }
    if (modifiers.contains(Modifier.ABSTRACT)) {
      return RefusalTexts.ABSTRACT_METHOD;
    }
    if (modifiers.contains(Modifier.NATIVE)) {
      return RefusalTexts.NATIVE_METHOD;
    }
    return modifiers.contains(Modifier.SYNCHRONIZED) ? RefusalTexts.SYNCHRONIZED_METHOD : null;
  }

  /** The name of an erased type as {@code Class.getTypeName} has it. */
  String binaryName(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return binaryName(types.erasure(array.getComponentType())) + "[]";
    }
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
        ? elements.getBinaryName(element).toString()
        : type.toString();
  }
}
