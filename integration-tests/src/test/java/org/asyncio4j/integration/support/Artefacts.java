package org.asyncio4j.integration.support;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put what is under test; Maven passes each place as a system property. */
public final class Artefacts {
  private Artefacts() {}

  /** The agent as users get it: the shaded jar. */
  public static Path agentJar() {
    return fromProperty("asyncio4j.agentJar");
  }

  /** The runtime's jar. */
  public static Path runtimeJar() {
    return fromProperty("asyncio4j.runtimeJar");
  }

  /** The module of loops on Netty. */
  public static Path nettyJar() {
    return fromProperty("asyncio4j.nettyJar");
  }

  /** The annotation processor; it needs the agent's jar beside it. */
  public static Path processorJar() {
    return fromProperty("asyncio4j.processorJar");
  }

  /** The sample programs as javac left them. */
  public static Path samplesClasses() {
    return fromProperty("asyncio4j.samplesClasses");
  }

  /** The sample programs as the Maven plugin compiled them. */
  public static Path wovenClasses() {
    return fromProperty("asyncio4j.wovenClasses");
  }

  /** Byte Buddy's library for attaching an agent to a running JVM. */
  public static Path byteBuddyAgentJar() {
    return fromProperty("asyncio4j.byteBuddyAgentJar");
  }

  /** Kotlin's standard library. */
  public static Path kotlinLibrary() {
    return fromProperty("asyncio4j.kotlinLibrary");
  }

  /** The classes of these tests themselves, as javac left them. */
  public static Path testClasses() {
    try {
      return Path.of(Artefacts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Joins places to a class path.
   *
   * @param entries directories and jars, in the order of search
   * @return the value of {@code -cp}
   */
  public static String classPath(Path... entries) {
    StringBuilder path = new StringBuilder();
    for (Path entry : entries) {
      path.append(path.isEmpty() ? "" : File.pathSeparator).append(entry);
    }
    return path.toString();
  }

  private static Path fromProperty(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      throw new AssertionError(
          "system property " + key + " is not set: run these tests with Maven");
    }
    Path path = Path.of(value);
    if (!Files.exists(path)) {
      throw new AssertionError(key + " names " + path + ", which does not exist");
    }
    return path;
  }
}
