package org.asyncio4j.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.asyncio4j.compiler.CompiledClass;

/** Writes compiled classes and their companions below a directory, for javap to look at. */
final class ClassDumper {
  private final Path directory;

  ClassDumper(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the class files, over those of an earlier run.
   *
   * @param internalName the name of the class, such as {@code com/acme/Hello}
   * @throws IOException if a file cannot be written
   */
  void dump(String internalName, CompiledClass compiled) throws IOException {
    write(internalName, compiled.bytes());
    for (Map.Entry<String, byte[]> companion : compiled.companions().entrySet()) {
      write(companion.getKey(), companion.getValue());
    }
  }

  private void write(String internalName, byte[] classFile) throws IOException {
    Path file = directory.resolve(internalName + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, classFile);
  }
}
