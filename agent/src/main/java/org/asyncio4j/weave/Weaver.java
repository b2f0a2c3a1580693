package org.asyncio4j.weave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.asyncio4j.agent.WildcardMatcher;
import org.asyncio4j.compiler.AsyncCompiler;
import org.asyncio4j.compiler.AsyncCompiler.Target;
import org.asyncio4j.compiler.CompiledClass;
import org.asyncio4j.compiler.CoroutineClass;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.InvalidClassFileException;

/**
 * Compiles the async methods of whole directories and jars, in place. Immutable; several threads
 * may weave at once, each a place of its own.
 */
public final class Weaver {

  /** What a class file's path may begin with before the name of its class begins. */
  private static final Pattern ROOT =
      Pattern.compile("^(META-INF/versions/[0-9]+|BOOT-INF/classes|WEB-INF/classes)/");

  private final AsyncCompiler compiler = new AsyncCompiler(Target.BUILD);
  private final WildcardMatcher includes;
  private final WildcardMatcher excludes;
  private final Predicate<Diagnostic> fatal;

  /**
   * Creates a weaver.
   *
   * @param includes the classes to compile, by binary name
   * @param excludes those among them to leave alone
   * @param fatal tells of what is said about a class whether it is not to be compiled for that
   */
  public Weaver(WildcardMatcher includes, WildcardMatcher excludes, Predicate<Diagnostic> fatal) {
    this.includes = includes;
    this.excludes = excludes;
    this.fatal = fatal;
  }

  /**
   * What became of a place.
   *
   * @param compiledClasses how many classes were rewritten
   * @param diagnostics what the compiler has to say, ordered by class file
   */
  public record Result(int compiledClasses, List<Diagnostic> diagnostics) {}

  /**
   * Compiles every class that is not compiled yet, and removes the coroutine classes of methods
   * that are gone. A class of which something fatal is said stays as it is, so that the next build
   * says it again.
   *
   * @param place a directory or a jar
   * @throws IOException if a file cannot be read or written, is no class file or no jar; the
   *     message names it
   */
  public Result weave(Path place) throws IOException {
    try (ClassStore store = open(place)) {
      int compiledClasses = 0;
      List<Diagnostic> diagnostics = new ArrayList<>();
      List<String> paths = store.classFiles();
      for (String path : paths) {
        if (isSelected(path)) {
          CompiledClass compiled = compile(store, path);
          diagnostics.addAll(compiled.diagnostics());
          if (compiled.changed() && compiled.diagnostics().stream().noneMatch(fatal)) {
            store.replace(path, compiled.bytes(), siblings(path, compiled.companions()));
            compiledClasses++;
          }
        }
      }
      store.remove(leftBehind(store, paths));
      store.commit();
      return new Result(compiledClasses, diagnostics);
    }
  }

  /**
   * Finds the classes that would be compiled, and so await in vain unless the agent compiles them.
   *
   * @param place a directory or a jar
   * @return their binary names, sorted
   * @throws IOException if a file cannot be read, is no class file or no jar; the message names it
   */
  public List<String> uncompiledClasses(Path place) throws IOException {
    try (ClassStore store = open(place)) {
      List<String> uncompiled = new ArrayList<>();
      for (String path : store.classFiles()) {
        if (isSelected(path) && compile(store, path).changed()) {
          uncompiled.add(className(path));
        }
      }
      return uncompiled;
    }
  }

  private static ClassStore open(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return new ClassDirectory(place);
    }
    if (!Files.exists(place)) {
      throw new NoSuchFileException(place.toString(), null, "no such directory or jar");
    }
    try {
      return new ClassJar(place);
    } catch (ZipException e) {
      throw new IOException(place + " is neither a directory nor a jar: " + e.getMessage(), e);
    }
  }

  private boolean isSelected(String path) {
    String className = className(path);
    return includes.matches(className) && !excludes.matches(className);
  }

  private static String className(String path) {
    String name = path.substring(0, path.length() - ClassStore.SUFFIX.length());
    return ROOT.matcher(name).replaceFirst("").replace('/', '.');
  }

  private CompiledClass compile(ClassStore store, String path) throws IOException {
    try {
      return compiler.compile(store.read(path));
    } catch (InvalidClassFileException e) {
      throw new IOException(store.describe(path) + ": " + e.getMessage(), e);
    }
  }

  /** Coroutine classes lie beside the class that they were made of, wherever that lies. */
  private static Map<String, byte[]> siblings(String path, Map<String, byte[]> companions) {
    Map<String, byte[]> siblings = new HashMap<>();
    companions.forEach((name, content) -> siblings.put(sibling(path, name), content));
    return siblings;
  }

  private static String sibling(String path, String internalName) {
    return path.substring(0, path.lastIndexOf('/') + 1)
        + internalName.substring(internalName.lastIndexOf('/') + 1)
        + ClassStore.SUFFIX;
  }

  /** The coroutine classes whose method, or whose whole class, javac has not compiled again. */
  private static Set<String> leftBehind(ClassStore store, List<String> paths) throws IOException {
    Set<String> present = new HashSet<>(paths);
    Set<String> leftBehind = new HashSet<>();
    for (String path : paths) {
      if (path.contains("$Coroutine")) {
        CoroutineClass coroutine = CoroutineClass.of(store.read(path)).orElse(null);
        if (coroutine != null) {
          String declaring = sibling(path, coroutine.declaringClass());
          if (!present.contains(declaring) || !coroutine.isNeededBy(store.read(declaring))) {
            leftBehind.add(path);
          }
        }
      }
    }
    return leftBehind;
  }
}
