package org.asyncio4j.integration.environments;

import java.security.ProtectionDomain;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Loads its own class files first, and asks its parent only for the classes that it may see. */
class GuestLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassFiles classFiles;
  private final Predicate<String> imported;
  private final @Nullable ProtectionDomain domain;

  /**
   * Creates a loader.
   *
   * @param classFiles its own classes
   * @param parent where it imports from
   * @param imported the binary names that it imports
   * @param domain the protection domain of its classes
   */
  GuestLoader(
      ClassFiles classFiles,
      ClassLoader parent,
      Predicate<String> imported,
      @Nullable ProtectionDomain domain) {
    super(parent);
    this.classFiles = classFiles;
    this.imported = imported;
    this.domain = domain;
  }

  /** A loader that imports everything it has not got itself. */
  GuestLoader(ClassFiles classFiles, ClassLoader parent) {
    this(classFiles, parent, name -> true, null);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] classFile = classFiles.get(name);
      if (classFile != null) {
        return defineClass(name, classFile, 0, classFile.length, domain);
      }
    }
    if (name.startsWith("java.") || imported.test(name)) {
      return super.loadClass(name, resolve);
    }
    throw new ClassNotFoundException(name + " is not imported");
  }
}
