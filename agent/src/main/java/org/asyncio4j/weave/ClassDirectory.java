package org.asyncio4j.weave;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of class files. Each change lasts at once, and is there whole or not at all. */
final class ClassDirectory implements ClassStore {
  private final Path directory;

  ClassDirectory(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<String> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> directory.relativize(file).toString().replace(File.separatorChar, '/'))
          .filter(path -> path.endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(directory.resolve(path));
  }

  /** The class goes last: its marker says that all of it is there, should the build be killed. */
  @Override
  public void replace(String path, byte[] content, Map<String, byte[]> companions)
      throws IOException {
    for (Map.Entry<String, byte[]> companion : companions.entrySet()) {
      write(companion.getKey(), companion.getValue());
    }
    write(path, content);
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    // Not Files.createTempFile: its files are for their owner's eyes only, and stay so.
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public void remove(Set<String> paths) throws IOException {
    for (String path : paths) {
      Files.delete(directory.resolve(path));
    }
  }

  @Override
  public void commit() {}

  @Override
  public void close() {}

  @Override
  public String describe(String path) {
    return directory.resolve(path).toString();
  }
}
