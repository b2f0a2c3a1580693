package org.asyncio4j.benchmarks.compiler;

import groovy.lang.GroovyObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.asyncio4j.benchmarks.asyncio.AsyncioPrograms;
import org.asyncio4j.benchmarks.cases.ClassFiles;

/** Class files to compile. */
public enum Corpus {
  /** A large library that knows nothing of asyncio4j. */
  LIBRARY {
    /** Not the parser inside, of which a class is so large that JaCoCo cannot instrument it. */
    private static final Pattern OWN_CLASS =
        Pattern.compile("(groovy|org/(apache|codehaus)/groovy)/.*[.]class");

    @Override
    List<byte[]> classFiles() throws IOException {
      List<byte[]> classFiles = new ArrayList<>();
      try (JarFile jar = new JarFile(ClassFiles.jarOf(GroovyObject.class).toFile())) {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
          JarEntry entry = entries.nextElement();
          if (OWN_CLASS.matcher(entry.getName()).matches()) {
            try (InputStream in = jar.getInputStream(entry)) {
              classFiles.add(in.readAllBytes());
            }
          }
        }
      }
      return classFiles;
    }
  },

  /** Classes full of coroutine methods. */
  ASYNC {
    @Override
    List<byte[]> classFiles() throws IOException {
      List<byte[]> classFiles = new ArrayList<>();
      for (String name : List.of("Calls", "HotLoop", "Limits", "Queues", "Spawns")) {
        classFiles.add(classFile(AsyncioPrograms.class, name));
      }
      classFiles.add(classFile(Orders.class, "Orders"));
      return classFiles;
    }
  };

  abstract List<byte[]> classFiles() throws IOException;

  private static byte[] classFile(Class<?> neighbour, String name) throws IOException {
    try (InputStream in = neighbour.getResourceAsStream(name + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
