package org.asyncio4j.torture.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A library as its jar holds it.
 *
 * @param name name and version: the file's name without its ending
 * @param classes its class files by internal name; those for newer JVMs, of a multi-release jar,
 *     are left out
 */
public record Library(String name, Map<String, byte[]> classes) {

  /** Reads all jars of {@code directory}, in the order of their names. */
  public static List<Library> readAll(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Library::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the libraries in " + directory, e);
    }
  }

  /** Reads one jar. */
  public static Library read(Path file) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (isClass(entry.getName())) {
          try (InputStream in = jar.getInputStream(entry)) {
            classes.put(entry.getName().replace(".class", ""), in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return new Library(String.valueOf(file.getFileName()).replace(".jar", ""), classes);
  }

  private static boolean isClass(String entry) {
    return entry.endsWith(".class")
        && !entry.startsWith("META-INF/")
        && !entry.equals("module-info.class");
  }
}
