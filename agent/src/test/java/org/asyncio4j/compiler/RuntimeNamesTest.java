package org.asyncio4j.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.compiler.names.RuntimeNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Type;

/** Every name by which the compiler knows the runtime is one of the real runtime. */
class RuntimeNamesTest {

  @Test
  void theTypesExist() throws Exception {
    List<String> types = new ArrayList<>();
    for (Field field : RuntimeNames.class.getFields()) {
      String value = (String) field.get(null);
      if (value.contains("/")) {
        types.addAll(classNames(value));
      }
    }
    assertThat(types).hasSizeGreaterThan(20);
    for (String type : types) {
      assertThat(load(type)).as(type).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "org.asyncio4j.Asyncio, AWAIT, AWAIT_AWAITABLE, true",
    "org.asyncio4j.Asyncio, AWAIT, AWAIT_STAGE, true",
    "org.asyncio4j.Asyncio, AWAIT, AWAIT_THROWING, true",
    "org.asyncio4j.Asyncio, DONE, DONE_VOID, true",
    "org.asyncio4j.Asyncio, DONE, DONE_VALUE, true",
    "org.asyncio4j.codegen.CompiledCoroutine, AWAIT, RESUMABLE_AWAITABLE, true",
    "org.asyncio4j.codegen.CompiledCoroutine, AWAIT, RESUMABLE_STAGE, true",
    "org.asyncio4j.codegen.CompiledCoroutine, AWAIT_RETURNED, RESUMABLE_RETURNED, true",
    "org.asyncio4j.Asyncio, EMIT, EMIT_VALUE, true",
    "org.asyncio4j.Asyncio, EMIT, EMIT_SENT, true",
    "org.asyncio4j.Asyncio, END, END_DESCRIPTOR, true",
    "org.asyncio4j.Asyncio, EACH, EACH_DESCRIPTOR, true",
    "org.asyncio4j.Asyncio, RUN, RUN_DESCRIPTOR, true",
    "org.asyncio4j.codegen.CompiledCoroutine, EMIT, RESUMABLE_EMIT, true",
    "org.asyncio4j.codegen.CompiledCoroutine, TAIL, RESUMABLE_RETURNED, true",
    "org.asyncio4j.codegen.CompiledCoroutine, EACH, ITERATE_EACH, true",
    "org.asyncio4j.codegen.CompiledCoroutine, ADVANCE, RESUMABLE_ADVANCE, true",
    "org.asyncio4j.codegen.CompiledCoroutine, GENERATOR, GENERATOR_DESCRIPTOR, true",
    "org.asyncio4j.AsyncCloseable, CLOSE_ASYNC, CLOSE_ASYNC_DESCRIPTOR, false",
    "org.asyncio4j.codegen.Bootstrap, DEFINE, DEFINE_DESCRIPTOR, true",
    "org.asyncio4j.Coroutine, RESUME, RESUME_DESCRIPTOR, false",
  })
  void theMethodsExist(String owner, String name, String descriptor, boolean isStatic)
      throws Exception {
    Class<?> type = load(owner);
    MethodType signature =
        MethodType.fromMethodDescriptorString(constant(descriptor), type.getClassLoader());
    Method method = type.getDeclaredMethod(constant(name), signature.parameterArray());
    assertThat(method.getReturnType()).isEqualTo(signature.returnType());
    assertThat(Modifier.isStatic(method.getModifiers())).isEqualTo(isStatic);
  }

  @ParameterizedTest
  @CsvSource({"DECLARING_CLASS, 0", "METHOD_NAME, 0", "SOURCE_FILE, 0", "LINE, 1"})
  void theMethodsThatCoroutineClassesImplementExist(String name, int parameters) throws Exception {
    Class<?> type = load("org.asyncio4j.codegen.CompiledCoroutine");
    Method method =
        parameters == 0
            ? type.getDeclaredMethod(constant(name))
            : type.getDeclaredMethod(constant(name), int.class);
    assertThat(Modifier.isAbstract(method.getModifiers())).isTrue();
    assertThat(Modifier.isProtected(method.getModifiers())).isTrue();
  }

  @Test
  void theMethodThatGeneratorsOverrideExists() throws Exception {
    Method method =
        load("org.asyncio4j.Coroutine").getDeclaredMethod(RuntimeNames.IS_GENERATOR_FRAME);
    assertThat(method.getReturnType()).isEqualTo(boolean.class);
    assertThat(Modifier.isProtected(method.getModifiers())).isTrue();
  }

  @Test
  void theFieldsExist() throws Exception {
    Class<?> type = load("org.asyncio4j.codegen.CompiledCoroutine");
    Field suspended = type.getField(RuntimeNames.SUSPENDED);
    assertThat(suspended.getType()).isEqualTo(Object.class);
    assertThat(suspended.getModifiers())
        .isEqualTo(Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL);
    assertThat(type.getField(RuntimeNames.STATE).getType()).isEqualTo(short.class);
  }

  @Test
  void theErrorOfARefusedMethodTakesItsMessage() throws Exception {
    Class<?> type = load(RuntimeNames.COMPILATION_ERROR.replace('/', '.'));
    Object error = type.getConstructor(String.class).newInstance("mend it");
    assertThat((Error) error).hasMessage("mend it");
  }

  private static String constant(String name) throws Exception {
    return (String) RuntimeNames.class.getField(name).get(null);
  }

  private static List<String> classNames(String value) {
    if (value.startsWith("(")) {
      List<String> names = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(value)) {
        names.add(elementName(type));
      }
      if (Type.getReturnType(value) != Type.VOID_TYPE) {
        names.add(elementName(Type.getReturnType(value)));
      }
      return names;
    }
    Type type = value.startsWith("L") ? Type.getType(value) : Type.getObjectType(value);
    return List.of(type.getClassName());
  }

  private static String elementName(Type type) {
    return (type.getSort() == Type.ARRAY ? type.getElementType() : type)
        .getInternalName()
        .replace('/', '.');
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, RuntimeNamesTest.class.getClassLoader());
  }
}
