package org.asyncio4j.integration.environments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Class files in memory, by the binary names of their classes: what the loaders here load from. */
record ClassFiles(Map<String, byte[]> byName) {
  /** The class files below a directory. */
  static ClassFiles below(Path directory) {
    Map<String, byte[]> classFiles = new HashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> regular = files.filter(Files::isRegularFile).toList();
      for (Path file : regular) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        put(classFiles, path, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassFiles(classFiles);
  }

  /** The class files in a jar. */
  static ClassFiles inJar(InputStream stream) {
    Map<String, byte[]> classFiles = new HashMap<>();
    try (JarInputStream jar = new JarInputStream(stream)) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        put(classFiles, entry.getName(), jar.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassFiles(classFiles);
  }

  private static void put(Map<String, byte[]> classFiles, String path, byte[] content) {
    if (path.endsWith(".class")) {
      classFiles.put(
          path.substring(0, path.length() - ".class".length()).replace('/', '.'), content);
    }
  }

  byte @Nullable [] get(String name) {
    return byName.get(name);
  }
}
