package org.asyncio4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.CompiledClass;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.InvalidClassFileException;

/** A directory of class files whose async methods are compiled in place. */
final class ClassDirectory {
  private static final String SUFFIX = ".class";

  private final AsyncCompiler compiler = new AsyncCompiler(Target.BUILD);
  private final Path directory;
  private final WildcardMatcher includes;
  private final WildcardMatcher excludes;
  private final Predicate<Diagnostic> fatal;

  /**
   * Creates the directory.
   *
   * @param directory where the class files are
   * @param includes the classes to compile, by binary name
   * @param excludes those among them to leave alone
   * @param fatal tells of what is said about a class whether it is not to be compiled for that
   */
  ClassDirectory(
      Path directory,
      WildcardMatcher includes,
      WildcardMatcher excludes,
      Predicate<Diagnostic> fatal) {
    this.directory = directory;
    this.includes = includes;
    this.excludes = excludes;
    this.fatal = fatal;
  }

  /**
   * What became of the directory.
   *
   * @param compiledClasses how many classes were rewritten
   * @param diagnostics what the compiler has to say, ordered by class file
   */
  record Result(int compiledClasses, List<Diagnostic> diagnostics) {}

  /**
   * Compiles every class that is not compiled yet. A class of which something fatal is said stays
   * as it is, so that the next build says it again.
   *
   * @throws IOException if a file cannot be read or written, or is no class file; the message names
   *     it
   */
  Result compile() throws IOException {
    int compiledClasses = 0;
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Path file : classFiles()) {
      CompiledClass compiled = compile(file);
      diagnostics.addAll(compiled.diagnostics());
      if (compiled.changed() && compiled.diagnostics().stream().noneMatch(fatal)) {
        write(file, compiled);
        compiledClasses++;
      }
    }
    return new Result(compiledClasses, diagnostics);
  }

  /** Sorted, so that every build says the same things in the same order. */
  private List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(file -> isSelected(className(file)))
          .sorted()
          .toList();
    }
  }

  private String className(Path file) {
    String path = directory.relativize(file).toString();
    return path.substring(0, path.length() - SUFFIX.length()).replace(File.separatorChar, '.');
  }

  private boolean isSelected(String className) {
    return includes.matches(className) && !excludes.matches(className);
  }

  private CompiledClass compile(Path file) throws IOException {
    try {
      return compiler.compile(Files.readAllBytes(file));
    } catch (InvalidClassFileException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The class goes last: its marker says that all of it is there, should the build be killed. */
  private void write(Path file, CompiledClass compiled) throws IOException {
    for (Map.Entry<String, byte[]> companion : compiled.companions().entrySet()) {
      replace(directory.resolve(companion.getKey() + SUFFIX), companion.getValue());
    }
    replace(file, compiled.bytes());
  }

  private static void replace(Path file, byte[] content) throws IOException {
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
}
