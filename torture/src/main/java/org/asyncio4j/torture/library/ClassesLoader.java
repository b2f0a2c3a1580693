package org.asyncio4j.torture.library;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Loads classes from memory, and everything else from the loader of this class. */
public final class ClassesLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;

  /**
   * Creates a loader.
   *
   * @param classes class files by internal name
   */
  public ClassesLoader(Map<String, byte[]> classes) {
    super(ClassesLoader.class.getClassLoader());
    this.classes = classes;
  }

  /**
   * Loads and links a class, so that HotSpot verifies it, without initialising it.
   *
   * @param internalName its name in class files
   * @return what the JVM has against it, or null
   */
  public @Nullable Throwable link(String internalName) {
    try {
      // Reflection needs a linked class: JVM_GetClassDeclaredMethods links it.
      Method[] linked = loadClass(internalName.replace('/', '.')).getDeclaredMethods();
      Objects.requireNonNull(linked);
      return null;
    } catch (ClassNotFoundException | LinkageError e) {
      return e;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name.replace('.', '/'));
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
    }
  }
}
