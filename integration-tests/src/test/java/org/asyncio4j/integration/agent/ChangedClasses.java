package org.asyncio4j.integration.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that, standing behind the agent under test, sees what that one made of each class,
 * and at the JVM's end prints the names of the classes whose bytes are not those of their class
 * files, and how many it has seen.
 *
 * <p>It is packed into a jar by {@link AgentReachTest} and uses nothing but the JDK.
 */
public final class ChangedClasses implements ClassFileTransformer {
  private final Map<String, byte[]> seen = new ConcurrentHashMap<>();

  private ChangedClasses() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    ChangedClasses changed = new ChangedClasses();
    instrumentation.addTransformer(changed);
    Runtime.getRuntime().addShutdownHook(new Thread(changed::report));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (internalName != null) {
      seen.put(internalName, classFile.clone());
    }
    return null;
  }

  private void report() {
    // A copy: the comparison itself loads classes.
    Map<String, byte[]> classes = Map.copyOf(seen);
    Set<String> changed = new TreeSet<>();
    classes.forEach(
        (internalName, bytes) -> {
          byte[] original = classFile(internalName);
          if (original != null && !Arrays.equals(original, bytes)) {
            changed.add(internalName.replace('/', '.'));
          }
        });
    changed.forEach(name -> System.out.println("changed " + name));
    System.out.println("seen " + classes.size());
  }

  /** The class file as its author packed it; null for a class that was made in memory. */
  private static byte @Nullable [] classFile(String internalName) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
