package org.asyncio4j.integration.environments;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that, when the program sets the system property {@code retransform}, retransforms
 * the program's classes over and over, each time with another text in the place of {@code
 * generation-0}.
 *
 * <p>It uses nothing but the JDK.
 */
public final class Retransformer implements ClassFileTransformer {
  private static final byte[] TEXT = "generation-0".getBytes(StandardCharsets.UTF_8);

  private static @Nullable Instrumentation instrumentation;
  private static int generation;

  private Retransformer() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    Retransformer.instrumentation = instrumentation;
    instrumentation.addTransformer(new Retransformer(), true);
  }

  /** Called by the program, reflectively: retransforms all of its classes that are loaded. */
  public static void retransform() throws UnmodifiableClassException {
    Instrumentation service = instrumentation;
    if (service == null) {
      throw new IllegalStateException("the agent was not started");
    }
    generation++;
    service.retransformClasses(
        Arrays.stream(service.getAllLoadedClasses())
            .filter(type -> type.getName().startsWith("guest."))
            .toArray(Class<?>[]::new));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (internalName == null || !internalName.startsWith("guest/")) {
      return null;
    }
    byte[] changed = classFile.clone();
    for (int i = 0; i + TEXT.length <= changed.length; i++) {
      if (Arrays.equals(changed, i, i + TEXT.length, TEXT, 0, TEXT.length)) {
        changed[i + TEXT.length - 1] = (byte) ('0' + generation);
      }
    }
    return changed;
  }
}
