package org.asyncio4j.torture.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asyncio4j.torture.inject.CoroutineCopies;
import org.asyncio4j.torture.inject.InjectedClass;
import org.asyncio4j.torture.library.ClassesLoader;
import org.asyncio4j.torture.library.Compilation;
import org.asyncio4j.torture.library.IsolatedCompiler;
import org.asyncio4j.torture.library.Library;

/**
 * Compiles coroutine copies of whole libraries and lets the JVM link every class.
 *
 * <p>Classes that do not link as they are, since what they need is absent, are left out.
 */
public final class VerifyAtScale {
  private final List<Library> libraries;
  private final CoroutineCopies copies;
  private final IsolatedCompiler forBuild = new IsolatedCompiler(false);
  private final IsolatedCompiler forAgent = new IsolatedCompiler(true);

  /**
   * Prepares a run.
   *
   * @param libraries the libraries; each sees all of them
   * @param seed decides what is injected where
   */
  public VerifyAtScale(List<Library> libraries, long seed) {
    this.libraries = libraries;
    copies = new CoroutineCopies(seed, false);
  }

  /** Compiles and links everything; the reports are in the order of the libraries. */
  public List<LibraryReport> run() {
    Map<String, byte[]> original = new HashMap<>();
    libraries.forEach(library -> library.classes().forEach(original::putIfAbsent));
    ClassesLoader untouched = new ClassesLoader(original);
    List<LibraryReport> reports = new ArrayList<>();
    for (Library library : libraries) {
      LibraryReport report = new LibraryReport(library.name());
      Map<String, byte[]> compiled = compile(library, untouched, report);
      link(original, compiled, report);
      reports.add(report);
    }
    return reports;
  }

  /** Names of classes that the compiler tried to load. */
  public Set<String> strangers() {
    Set<String> strangers = new LinkedHashSet<>(forBuild.strangers());
    strangers.addAll(forAgent.strangers());
    return strangers;
  }

  private Map<String, byte[]> compile(
      Library library, ClassesLoader untouched, LibraryReport report) {
    Map<String, byte[]> compiled = new LinkedHashMap<>();
    library
        .classes()
        .forEach(
            (name, bytes) -> {
              report.classes++;
              if (untouched.link(name) == null) {
                report.linkable++;
                InjectedClass injected = copies.inject(bytes);
                if (!injected.copies().isEmpty()) {
                  compile(name, injected, compiled, report);
                }
              }
            });
    return compiled;
  }

  private void compile(
      String name, InjectedClass injected, Map<String, byte[]> compiled, LibraryReport report) {
    // Both forms of the output get their share, the same one at each run.
    IsolatedCompiler compiler = (name.hashCode() & 1) == 0 ? forBuild : forAgent;
    Compilation result;
    try {
      result = compiler.compile(injected.bytes());
    } catch (RuntimeException | Error e) {
      report.fail(name, e);
      return;
    }
    report.compiled++;
    report.methods += injected.copies().size();
    report.awaits += injected.awaits();
    report.refuse(result.refusals());
    compiled.put(name, result.bytes());
    compiled.putAll(result.companions());
    LoopCheck.differences(injected.bytes(), result.bytes(), result.companions().size())
        .forEach(difference -> report.fail(name, difference));
  }

  private static void link(
      Map<String, byte[]> original, Map<String, byte[]> compiled, LibraryReport report) {
    Map<String, byte[]> all = new HashMap<>(original);
    all.putAll(compiled);
    ClassesLoader loader = new ClassesLoader(all);
    for (String name : compiled.keySet()) {
      Throwable failure = loader.link(name);
      if (failure != null) {
        report.fail(name, failure);
      }
    }
  }
}
