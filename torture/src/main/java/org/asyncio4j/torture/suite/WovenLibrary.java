package org.asyncio4j.torture.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.asyncio4j.torture.inject.CoroutineCopies;
import org.asyncio4j.torture.inject.InjectedClass;
import org.asyncio4j.torture.library.Compilation;
import org.asyncio4j.torture.library.IsolatedCompiler;

/** A library whose methods run as coroutines, each driving its own by hand. */
public final class WovenLibrary {
  /** How often a class with a refused method is injected anew, with another seed. */
  private static final int ATTEMPTS = 20;

  private final long seed;
  private final IsolatedCompiler compiler = new IsolatedCompiler(false);
  private final List<String> refusals = new ArrayList<>();
  private int methods;
  private int awaits;

  private WovenLibrary(long seed) {
    this.seed = seed;
  }

  /**
   * Weaves a library.
   *
   * @param jar the library
   * @param directory where its classes and resources go
   * @param seed decides what is injected where
   */
  public static WovenLibrary weave(Path jar, Path directory, long seed) {
    WovenLibrary library = new WovenLibrary(seed);
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory()) {
          try (InputStream in = file.getInputStream(entry)) {
            library.write(entry.getName(), in.readAllBytes(), directory);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot weave " + jar, e);
    }
    return library;
  }

  /** How many methods run as coroutines. */
  public int methods() {
    return methods;
  }

  /** How many awaits they have. */
  public int awaits() {
    return awaits;
  }

  /** The compiler's reasons for the methods that it refused: none of these can run. */
  public List<String> refusals() {
    return refusals;
  }

  private void write(String name, byte[] content, Path directory) throws IOException {
    if (!name.endsWith(".class") || name.endsWith("module-info.class")) {
      writeFile(directory.resolve(name), content);
      return;
    }
    InjectedClass injected = new CoroutineCopies(seed, true).inject(content);
    Compilation compiled = compiler.compile(injected.bytes());
    for (int attempt = 1; !compiled.refusals().isEmpty() && attempt < ATTEMPTS; attempt++) {
      injected = new CoroutineCopies(seed + attempt, true).inject(content);
      compiled = compiler.compile(injected.bytes());
    }
    methods += injected.copies().size();
    awaits += injected.awaits();
    refusals.addAll(compiled.refusals());
    writeFile(directory.resolve(name), compiled.bytes());
    for (var companion : compiled.companions().entrySet()) {
      writeFile(directory.resolve(companion.getKey() + ".class"), companion.getValue());
    }
  }

  private static void writeFile(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, content);
  }
}
