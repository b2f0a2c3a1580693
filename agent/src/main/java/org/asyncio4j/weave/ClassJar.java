package org.asyncio4j.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar of class files. It is written anew when something has changed, its entries in their order.
 */
final class ClassJar implements ClassStore {

  /** What makes a jar a signed one (the jar file specification, "Signed JAR file"). */
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+[.](SF|RSA|DSA|EC)");

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Replacement(byte[] content, Map<String, byte[]> companions) {}

  private final Path file;
  private final ZipFile jar;
  private final Map<String, Replacement> replaced = new HashMap<>();
  private final Set<String> removed = new HashSet<>();

  /**
   * Opens a jar.
   *
   * @param file the jar
   * @throws IOException if it cannot be read, or is no jar
   */
  ClassJar(Path file) throws IOException {
    this.file = file;
    this.jar = new ZipFile(file.toFile());
  }

  @Override
  public List<String> classFiles() {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(SUFFIX))
        .sorted()
        .toList();
  }

  @Override
  public byte[] read(String path) throws IOException {
    Replacement replacement = replaced.get(path);
    return replacement == null ? readAll(jar.getEntry(path)) : replacement.content();
  }

  private byte[] readAll(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void replace(String path, byte[] content, Map<String, byte[]> companions) {
    replaced.put(path, new Replacement(content, new TreeMap<>(companions)));
    removed.addAll(companions.keySet());
  }

  @Override
  public void remove(Set<String> paths) {
    removed.addAll(paths);
  }

  @Override
  public void commit() throws IOException {
    if (replaced.isEmpty() && removed.isEmpty()) {
      return;
    }
    if (jar.stream().anyMatch(ClassJar::isSignature)) {
      throw new IOException(
          file
              + " is signed, and a changed class would break the signature; weave it before it is"
              + " signed");
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(temporary);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        copyTo(zip);
      }
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static boolean isSignature(ZipEntry entry) {
    return SIGNATURE.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches();
  }

  private void copyTo(ZipOutputStream zip) throws IOException {
    zip.setComment(jar.getComment());
    for (ZipEntry entry : Collections.list(jar.entries())) {
      Replacement replacement = replaced.get(entry.getName());
      if (replacement != null) {
        put(zip, entry.getName(), entry, replacement.content());
        for (Map.Entry<String, byte[]> companion : replacement.companions().entrySet()) {
          put(zip, companion.getKey(), entry, companion.getValue());
        }
      } else if (!removed.contains(entry.getName())) {
        put(zip, entry.getName(), entry, readAll(entry));
      }
    }
  }

  /** Writes an entry with the time and the method of another. */
  private static void put(ZipOutputStream zip, String name, ZipEntry like, byte[] content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(like.getTimeLocal());
    entry.setComment(like.getComment());
    if (like.getMethod() == ZipEntry.STORED) {
      // Spring Boot's loader opens the jars within a jar where they lie: they must not be packed.
      CRC32 checksum = new CRC32();
      checksum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(checksum.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  @Override
  public String describe(String path) {
    return file + "!/" + path;
  }
}
