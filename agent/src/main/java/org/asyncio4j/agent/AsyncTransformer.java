package org.asyncio4j.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.function.Function;
import org.asyncio4j.compiler.CompiledClass;
import org.asyncio4j.compiler.Diagnostic;
import org.asyncio4j.compiler.InvalidClassFileException;
import org.asyncio4j.compiler.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Compiles classes as the JVM loads them: asks the filter, calls the compiler, reports what it has
 * to say. Called by every thread that loads a class.
 */
final class AsyncTransformer implements ClassFileTransformer {
  private final ClassFilter filter;
  private final Function<byte[], CompiledClass> compiler;
  private final @Nullable ClassDumper dumper;
  private final boolean warnings;
  private final PrintStream log;

  AsyncTransformer(
      AgentOptions options, Function<byte[], CompiledClass> compiler, PrintStream log) {
    this.filter = new ClassFilter(options);
    this.compiler = compiler;
    Path dumpDirectory = options.classDumpDirectory();
    this.dumper = dumpDirectory == null ? null : new ClassDumper(dumpDirectory);
    this.warnings = options.warnings();
    this.log = log;
  }

  /** Returns the compiled class, or null, the JVM's word for "leave it as it is". */
  @Override
  public byte @Nullable [] transform(
      Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (internalName == null || classBeingRedefined != null) {
      // Redefinition may not add methods, and compiling does. A class without a name (JVMTI allows
      // it) is nothing that the filter could judge.
      return null;
    }
    String className = internalName.replace('/', '.');
    try {
      return filter.accepts(module, loader, className) ? compile(internalName, classFile) : null;
    } catch (InvalidClassFileException e) {
      report(className + " is left as it is: " + e.getMessage());
      return null;
    } catch (Throwable t) {
      // The JVM drops whatever a transformer throws: nobody would hear of it.
      report("internal error, " + className + " is left as it is");
      t.printStackTrace(log);
      return null;
    }
  }

  private byte @Nullable [] compile(String internalName, byte[] classFile) {
    CompiledClass compiled = compiler.apply(classFile);
    for (Diagnostic diagnostic : compiled.diagnostics()) {
      if (warnings || diagnostic.severity() == Severity.ERROR) {
        report(diagnostic.toString());
      }
    }
    if (!compiled.changed()) {
      return null;
    }
    if (dumper != null) {
      dump(dumper, internalName, compiled);
    }
    return compiled.bytes();
  }

  private void dump(ClassDumper dumper, String internalName, CompiledClass compiled) {
    try {
      dumper.dump(internalName, compiled);
    } catch (IOException e) {
      report("cannot write the class file of " + internalName.replace('/', '.') + ": " + e);
    }
  }

  private void report(String message) {
    log.println("asyncio4j: " + message);
  }
}
