package org.asyncio4j.torture.library;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The compiler in a class loader that sees the JDK and the compiler only, and notes whatever else
 * is asked of it: what the compiler compiles it must not load.
 */
public final class IsolatedCompiler {
  private final Loader loader = new Loader();
  private final Function<byte[], Compilation> compiler;

  /**
   * Loads the compiler.
   *
   * @param embedded whether the classes define their coroutine classes themselves, as under the
   *     agent
   */
  public IsolatedCompiler(boolean embedded) {
    try {
      @SuppressWarnings("unchecked")
      Function<byte[], Compilation> made =
          (Function<byte[], Compilation>)
              loader
                  .loadClass(CompilerCall.class.getName())
                  .getConstructor(boolean.class)
                  .newInstance(embedded);
      compiler = made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the compiler cannot be loaded", e);
    }
  }

  /** Compiles a class; a compiler that cannot throws what it likes. */
  public Compilation compile(byte[] classFile) {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return compiler.apply(classFile);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  /** Names of classes that the compiler tried to load and that are no part of it or of the JDK. */
  public Set<String> strangers() {
    return loader.strangers;
  }

  private static final class Loader extends ClassLoader {
    final Set<String> strangers = ConcurrentHashMap.newKeySet();

    Loader() {
      super(IsolatedCompiler.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (isOfCompiler(name)) {
        synchronized (getClassLoadingLock(name)) {
          Class<?> loaded = findLoadedClass(name);
          return loaded != null ? loaded : define(name);
        }
      }
      if (name.equals(Compilation.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try {
        return ClassLoader.getPlatformClassLoader().loadClass(name);
      } catch (ClassNotFoundException e) {
        strangers.add(name);
        throw e;
      }
    }

    private static boolean isOfCompiler(String name) {
      return name.startsWith("org.asyncio4j.compiler.")
          || name.startsWith("org.asyncio4j.agent.")
          || name.startsWith("org.objectweb.asm.")
          || name.equals(CompilerCall.class.getName());
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
