package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import org.asyncio4j.Asyncio;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.integration.support.Jars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class loaders of applications, in which the agent compiles. */
class LoadersTest {
  private static final String COROUTINE = Guest.CLASS + "$all$Coroutine";
  private static final ClassLoader APPLICATION = LoadersTest.class.getClassLoader();

  private static Path classes;
  private static ClassFiles guest;

  @BeforeAll
  static void compile(@TempDir Path directory) {
    classes = Guest.classes(directory);
    guest = ClassFiles.below(classes);
  }

  /** As Spring Boot does: libraries as jars in the application's jar, never unpacked. */
  @Test
  void jarInAJar(@TempDir Path directory) throws Exception {
    Path inner = Jars.of(directory.resolve("guest.jar"), classes);
    String entry = "BOOT-INF/lib/guest.jar";
    Path outer = Jars.of(directory.resolve("app.jar"), Map.of(entry, Files.readAllBytes(inner)));
    URL location = new URL("jar:" + outer.toUri() + "!/" + entry);
    ProtectionDomain domain =
        new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null);
    try (JarFile jar = new JarFile(outer.toFile());
        InputStream nested = jar.getInputStream(jar.getEntry(entry))) {
      ClassLoader loader =
          new GuestLoader(ClassFiles.inJar(nested), APPLICATION, name -> true, domain);

      Guest.expectReport(loader);
      assertThat(loader.loadClass(COROUTINE).getProtectionDomain()).isSameAs(domain);
    }
  }

  /** As servlet containers do: the web application's own copy of a class goes first. */
  @Test
  void parentLast(@TempDir Path directory) throws Exception {
    Path source =
        Files.writeString(
            directory.resolve("Guest.java"),
            """
            package guest;
            public class Guest {
              public static String report() {
                return "the parent's";
              }
            }
            """);
    Compilers.javac(directory.resolve("parent"), source);
    ClassLoader parent =
        new GuestLoader(ClassFiles.below(directory.resolve("parent")), APPLICATION);
    assertThat(Guest.report(parent)).isEqualTo("the parent's");

    Guest.expectReport(new GuestLoader(guest, parent));
  }

  /** A web application with a runtime of its own. */
  @Test
  void parentLastWithTheRuntime() throws Exception {
    Map<String, byte[]> all = new HashMap<>(guest.byName());
    try (InputStream jar = Files.newInputStream(Artefacts.runtimeJar())) {
      all.putAll(ClassFiles.inJar(jar).byName());
    }
    ClassLoader loader = new GuestLoader(new ClassFiles(all), APPLICATION);

    Guest.expectReport(loader);
    assertThat(loader.loadClass(Asyncio.class.getName())).isNotSameAs(Asyncio.class);
    assertThat(Objects.requireNonNull(loader.loadClass(COROUTINE).getSuperclass()).getClassLoader())
        .isSameAs(loader);
  }

  @Test
  void sameClassInTwoLoaders() throws Exception {
    ClassLoader one = new GuestLoader(guest, APPLICATION);
    ClassLoader other = new GuestLoader(guest, APPLICATION);

    Guest.expectReport(one);
    Guest.expectReport(other);
    Guest.expectReport(one);
    assertThat(one.loadClass(COROUTINE).getClassLoader()).isSameAs(one);
    assertThat(other.loadClass(COROUTINE).getClassLoader()).isSameAs(other);
  }

  /** As OSGi does: a bundle sees the packages that it imports and nothing else. */
  @Test
  void onlyImportedPackages() throws Exception {
    ClassLoader loader =
        new GuestLoader(
            guest, APPLICATION, imports("org.asyncio4j", "org.asyncio4j.codegen"), null);

    Guest.expectReport(loader);
    assertThat(loader.loadClass(COROUTINE).getClassLoader()).isSameAs(loader);
  }

  @Test
  void withoutTheImportOfCodegenTheMissingClassIsNamed() {
    ClassLoader loader = new GuestLoader(guest, APPLICATION, imports("org.asyncio4j"), null);

    assertThatThrownBy(() -> Guest.report(loader))
        .rootCause()
        .hasMessageStartingWith("org.asyncio4j.codegen.");
  }

  private static Predicate<String> imports(String... packages) {
    return name -> Set.of(packages).contains(name.substring(0, name.lastIndexOf('.')));
  }

  /** Threads that call a method for the first time race for its coroutine class. */
  @Test
  void firstCallsInParallel() throws Exception {
    int threads = 4;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 50; round++) {
        Method report =
            new GuestLoader(guest, APPLICATION).loadClass(Guest.CLASS).getMethod("report");
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<@Nullable Object>> reports = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          reports.add(
              executor.submit(
                  () -> {
                    start.await();
                    return report.invoke(null);
                  }));
        }
        for (Future<@Nullable Object> future : reports) {
          assertThat(future.get()).isEqualTo(Guest.REPORT);
        }
      }
    } finally {
      executor.shutdown();
    }
  }
}
