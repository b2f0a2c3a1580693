package org.asyncio4j.weave;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncio4j.compiler.Diagnostic;

/** Finds the source file that a diagnostic speaks of, for those who click on it. */
public final class SourceRoots {
  private final List<Path> roots;

  /**
   * Creates the search path.
   *
   * @param roots the directories of the sources, which need not exist
   */
  public SourceRoots(List<String> roots) {
    this.roots = roots.stream().map(Path::of).toList();
  }

  /**
   * Returns the diagnostic as javac prints it under Maven, with the whole path of the source file;
   * with its bare name when it is in none of the directories.
   */
  public String locate(Diagnostic diagnostic) {
    String className = diagnostic.className();
    String directory =
        className.substring(0, Math.max(0, className.lastIndexOf('.'))).replace('.', '/');
    String fileName = diagnostic.sourceFile();
    if (fileName != null) {
      for (Path root : roots) {
        Path file = root.resolve(directory).resolve(fileName);
        if (Files.isRegularFile(file)) {
          return diagnostic.in(file.toString());
        }
      }
    }
    return diagnostic.toString();
  }
}
