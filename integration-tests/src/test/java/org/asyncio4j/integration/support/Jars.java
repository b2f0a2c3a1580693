package org.asyncio4j.integration.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs jars. */
public final class Jars {
  private Jars() {}

  /**
   * Packs a Java agent that consists of one class and uses nothing but the JDK.
   *
   * @param directory where to put the jar
   * @param agent the class with {@code premain}, on the class path of the tests
   * @return the jar
   */
  public static Path agent(Path directory, Class<?> agent) {
    Manifest manifest = manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    String entry = agent.getName().replace('.', '/') + ".class";
    try (InputStream in =
        Objects.requireNonNull(agent.getClassLoader().getResourceAsStream(entry))) {
      return pack(
          directory.resolve(agent.getSimpleName() + ".jar"),
          manifest,
          Map.of(entry, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Packs all files below a directory.
   *
   * @param jar the jar to make
   * @param content the directory
   * @return the jar
   */
  public static Path of(Path jar, Path content) {
    try (Stream<Path> files = Files.walk(content)) {
      List<Path> regular = files.filter(Files::isRegularFile).toList();
      Map<String, byte[]> entries = new TreeMap<>();
      for (Path file : regular) {
        String name = content.relativize(file).toString().replace('\\', '/');
        entries.put(name, Files.readAllBytes(file));
      }
      return of(jar, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Packs a jar.
   *
   * @param jar the jar to make
   * @param entries what to put into it, by name
   * @return the jar
   */
  public static Path of(Path jar, Map<String, byte[]> entries) {
    return pack(jar, manifest(), entries);
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    return manifest;
  }

  private static Path pack(Path jar, Manifest manifest, Map<String, byte[]> entries) {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
