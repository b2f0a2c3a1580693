package org.asyncio4j.agent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides by name, loader and module which classes the agent looks into at all. Immutable. */
final class ClassFilter {
  private static final String ROOT_PACKAGE = "org.asyncio4j";

  // Below the root package only these: samples and tests live there too, and are compiled.
  private static final Set<String> OWN_PACKAGES =
      Set.of(
          ROOT_PACKAGE,
          ROOT_PACKAGE + ".agent",
          ROOT_PACKAGE + ".codegen",
          ROOT_PACKAGE + ".compiler",
          ROOT_PACKAGE + ".internal",
          ROOT_PACKAGE + ".net",
          ROOT_PACKAGE + ".net.nio",
          ROOT_PACKAGE + ".netty",
          ROOT_PACKAGE + ".process",
          ROOT_PACKAGE + ".spi",
          ROOT_PACKAGE + ".sync",
          ROOT_PACKAGE + ".weave");

  private final WildcardMatcher includes;
  private final WildcardMatcher excludes;
  private final WildcardMatcher excludedClassLoaders;

  ClassFilter(AgentOptions options) {
    this.includes = options.includes();
    this.excludes = options.excludes();
    this.excludedClassLoaders = options.excludedClassLoaders();
  }

  /**
   * Tells whether a class may be compiled.
   *
   * @param module the module that the class will belong to
   * @param loader the defining loader; null for the bootstrap loader
   * @param className the class's binary name
   */
  boolean accepts(Module module, @Nullable ClassLoader loader, String className) {
    // The cheap questions first, and those that load no class: this runs for every class of the
    // JDK, in the middle of its being loaded.
    return loader != null
        && !isOfJdk(module, loader)
        && !isOwn(className)
        && !excludedClassLoaders.matches(loader.getClass().getName())
        && includes.matches(className)
        && !excludes.matches(className);
  }

  /** The application loader has modules of the JDK as well: jdk.compiler and jdk.jshell, say. */
  private static boolean isOfJdk(Module module, ClassLoader loader) {
    if (loader == ClassLoader.getPlatformClassLoader()) {
      return true;
    }
    String name = module.getName();
    return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
  }

  private static boolean isOwn(String className) {
    if (!className.startsWith(ROOT_PACKAGE)) {
      return false;
    }
    String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    return OWN_PACKAGES.contains(packageName)
        || packageName.startsWith(ROOT_PACKAGE + ".agent.")
        || packageName.startsWith(ROOT_PACKAGE + ".compiler.");
  }
}
