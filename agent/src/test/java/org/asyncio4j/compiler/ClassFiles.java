package org.asyncio4j.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The bytes of test classes as javac wrote them, and a loader for what the compiler makes of them.
 */
final class ClassFiles {

  private ClassFiles() {}

  static byte[] of(Class<?> type) {
    return of(type.getName());
  }

  static byte[] of(String binaryName) {
    String path = "/" + binaryName.replace('.', '/') + ".class";
    try (InputStream in = ClassFiles.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line of a top-level class's source that ends in the comment {@code // marker}. */
  static int line(Class<?> type, String marker) {
    Path source = Path.of("src/test/java", type.getName().replace('.', '/') + ".java");
    try {
      List<String> lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith("// " + marker)) {
          return i + 1;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("no line is marked " + marker);
  }

  /**
   * Compiles classes and all that is nested in them: internal name to bytes, coroutine classes
   * included.
   */
  static Map<String, byte[]> compileAll(AsyncCompiler.Target target, Class<?>... types) {
    Map<String, byte[]> output = new HashMap<>();
    for (Class<?> type : types) {
      for (Class<?> member : type.getNestMembers()) {
        CompiledClass compiled = new AsyncCompiler(target).compile(of(member));
        output.put(member.getName().replace('.', '/'), compiled.bytes());
        if (target == AsyncCompiler.Target.BUILD) {
          output.putAll(compiled.companions());
        }
      }
    }
    return output;
  }

  /**
   * A loader that defines the given classes itself and verifies them, as it does all but the JDK's.
   */
  static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(ClassFiles.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte[] bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
