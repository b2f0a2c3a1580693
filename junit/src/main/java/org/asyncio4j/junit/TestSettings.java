package org.asyncio4j.junit;

import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What annotations and configuration parameters say about a test. */
final class TestSettings {
  private static final String LIMIT = "asyncio4j.junit.timeout";
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  private TestSettings() {}

  /** The name of a test or of a class, for messages. */
  static String name(ExtensionContext context) {
    return context
        .getTestMethod()
        .map(TestSettings::name)
        .orElseGet(() -> context.getRequiredTestClass().getSimpleName());
  }

  /** The name of a method, for messages. */
  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  static boolean sharesLoop(ExtensionContext context) {
    return nearest(context.getRequiredTestClass(), SharedLoop.class).isPresent();
  }

  static boolean hasVirtualTime(ExtensionContext context) {
    Method method = context.getTestMethod().orElse(null);
    if (method != null) {
      Optional<VirtualTime> own = AnnotationSupport.findAnnotation(method, VirtualTime.class);
      if (own.isPresent()) {
        return own.get().value();
      }
      AsyncTest test = method.getAnnotation(AsyncTest.class);
      if (test != null && test.virtualTime()) {
        return true;
      }
    }
    return nearest(context.getRequiredTestClass(), VirtualTime.class)
        .map(VirtualTime::value)
        .orElse(false);
  }

  /**
   * How long a method may take.
   *
   * @param context that of the test or the class
   * @param method the method; null for the extension's own work
   * @return the limit; null for none
   */
  static @Nullable Duration limit(ExtensionContext context, @Nullable Method method) {
    if (method != null && hasTimeout(context, method)) {
      return null;
    }
    String mode =
        context.getConfigurationParameter(Timeout.TIMEOUT_MODE_PROPERTY_NAME).orElse("enabled");
    if (mode.equals("disabled") || (mode.equals("disabled_on_debug") && isDebugged())) {
      return null;
    }
    return context
        .getConfigurationParameter(LIMIT)
        .map(text -> DurationText.parse(LIMIT, text))
        .orElse(DEFAULT_LIMIT);
  }

  /** JUnit heeds an annotation at the class for tests, but not for fixtures. */
  private static boolean hasTimeout(ExtensionContext context, Method method) {
    return has(method, Timeout.class)
        || (context.getTestMethod().filter(method::equals).isPresent()
            && nearest(context.getRequiredTestClass(), Timeout.class).isPresent());
  }

  private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
    return AnnotationSupport.isAnnotated(element, annotation);
  }

  /** The annotation of a class, of its superclasses if inherited, or of the classes around it. */
  private static <A extends Annotation> Optional<A> nearest(Class<?> testClass, Class<A> type) {
    Class<?> current = testClass;
    while (current != null) {
      Optional<A> annotation = AnnotationSupport.findAnnotation(current, type);
      if (annotation.isPresent()) {
        return annotation;
      }
      current = current.getEnclosingClass();
    }
    return Optional.empty();
  }

  private static boolean isDebugged() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(
            argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
  }
}
