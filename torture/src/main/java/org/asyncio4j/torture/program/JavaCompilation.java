package org.asyncio4j.torture.program;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.asyncio4j.Coroutine;

/** Compiles sources in memory, with the JDK's own javac. */
final class JavaCompilation {
  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final List<String> options;
  private final List<String> errors = new ArrayList<>();

  /**
   * Prepares a compilation.
   *
   * @param own options of the compiler
   */
  JavaCompilation(List<String> own) {
    options = new ArrayList<>(own);
    options.addAll(List.of("-nowarn", "-proc:none", "-classpath"));
    options.add(location(Coroutine.class) + File.pathSeparator + location(ProgramSupport.class));
  }

  /** What javac had to say against the last sources. */
  List<String> errors() {
    return errors;
  }

  /**
   * Compiles classes.
   *
   * @param sources their texts by simple name
   * @return class files by internal name; none if there is an error in any source
   */
  Map<String, byte[]> compile(Map<String, String> sources) {
    errors.clear();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Output output = new Output(javac.getStandardFileManager(found, null, null));
    List<Source> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    boolean compiled = javac.getTask(null, output, found, options, null, units).call();
    for (Diagnostic<?> diagnostic : found.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(diagnostic.toString());
      }
    }
    return compiled ? output.classes() : Map.of();
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///random/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

    Output(JavaFileManager manager) {
      super(manager);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      files.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String name = className.replace('.', '/');
      return new SimpleJavaFileObject(URI.create("bytes:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          files.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
