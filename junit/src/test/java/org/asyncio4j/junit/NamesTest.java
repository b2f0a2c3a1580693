package org.asyncio4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.asyncio4j.compiler.names.TestNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name by which the compiler knows this extension and JUnit is a real one. */
class NamesTest {
  static Stream<String> annotations() {
    return Stream.concat(TestNames.ASYNC_METHODS.stream(), TestNames.JUPITER_METHODS.stream());
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void theAnnotationsExist(String descriptor) throws Exception {
    Class<?> type = load(descriptor.substring(1, descriptor.length() - 1));

    assertThat(Annotation.class).isAssignableFrom(type);
  }

  @Test
  void theLengthsAreThoseOfTheAnnotations() {
    assertThat(TestNames.ASYNC_METHODS)
        .allMatch(name -> name.startsWith(TestNames.PREFIX))
        .extracting(String::length)
        .contains(TestNames.SHORTEST, TestNames.LONGEST)
        .allMatch(length -> TestNames.SHORTEST <= length && length <= TestNames.LONGEST);
  }

  @Test
  void theMethodThatRunsACoroutineExists() throws Exception {
    Class<?> type = load(TestNames.COMPILED_TEST);
    MethodType signature =
        MethodType.fromMethodDescriptorString(TestNames.RUN_DESCRIPTOR, type.getClassLoader());
    Method run = type.getMethod(TestNames.RUN, signature.parameterArray());

    assertThat(run.getReturnType()).isEqualTo(signature.returnType());
    assertThat(Modifier.isStatic(run.getModifiers())).isTrue();
  }

  private static Class<?> load(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'));
  }
}
