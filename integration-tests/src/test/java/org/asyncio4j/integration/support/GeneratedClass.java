package org.asyncio4j.integration.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles source text that a test has written and loads it, under the agent if this JVM has it.
 */
public final class GeneratedClass {
  private GeneratedClass() {}

  /**
   * Compiles and loads a top-level class.
   *
   * @param directory where to put source and class files
   * @param name the class's name, in the unnamed package
   * @param source its source
   * @return the class, of a loader of its own
   */
  public static Class<?> load(Path directory, String name, String source) {
    try {
      Path file = Files.writeString(directory.resolve(name + ".java"), source);
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        List<String> options =
            List.of(
                "-proc:none",
                "-d",
                directory.toString(),
                "-cp",
                Artefacts.classPath(Artefacts.runtimeJar(), Artefacts.testClasses()));
        boolean compiled =
            compiler
                .getTask(null, files, null, options, null, files.getJavaFileObjects(file))
                .call();
        if (!compiled) {
          throw new AssertionError("javac refuses " + file);
        }
      }
      return new URLClassLoader(new URL[] {url(directory)}, GeneratedClass.class.getClassLoader())
          .loadClass(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static URL url(Path directory) throws MalformedURLException {
    return directory.toUri().toURL();
  }
}
