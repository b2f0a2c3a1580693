package org.asyncio4j.integration.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.asyncio4j.integration.support.Artefacts;
import org.junit.jupiter.api.Test;

/**
 * What is in the agent's jar, to the last entry; of the compiler, the command line, ASM and picocli
 * the packages.
 */
class AgentJarTest {
  private static final String AGENT = "org/asyncio4j/agent/";
  private static final String COMPILER = "org/asyncio4j/compiler/";
  private static final String WEAVE = "org/asyncio4j/weave/";
  private static final String SHADED = AGENT + "shaded/";
  private static final String ASM = SHADED + "asm/";

  @Test
  void holdsTheAgentTheCompilerAndItsOwnLibraries() throws IOException {
    List<String> entries = entries();

    assertThat(entries)
        .filteredOn(entry -> !entry.startsWith(COMPILER))
        .filteredOn(entry -> !entry.startsWith(WEAVE) && !entry.startsWith(SHADED))
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "META-INF/NOTICE",
            "META-INF/licenses/asm.txt",
            "META-INF/licenses/picocli.txt",
            AGENT + "AgentOptions.class",
            AGENT + "AgentOptions$Key.class",
            AGENT + "AsyncTransformer.class",
            AGENT + "ClassDumper.class",
            AGENT + "ClassFilter.class",
            AGENT + "Premain.class",
            AGENT + "Premain$Compilation.class",
            AGENT + "WildcardMatcher.class",
            AGENT + "package-info.class");
    assertThat(entries)
        .contains(
            COMPILER + "AsyncCompiler.class",
            WEAVE + "Main.class",
            ASM + "ClassReader.class",
            SHADED + "picocli/CommandLine.class");
    assertThat(entries).doesNotHaveDuplicates();
    assertThat(entries)
        .filteredOn(entry -> entry.startsWith("org/"))
        .allMatch(entry -> entry.endsWith(".class"));
  }

  @Test
  void holdsOfAsmOnlyWhatTheCompilerUses() throws IOException {
    TreeSet<String> packages = new TreeSet<>();
    for (String entry : entries()) {
      if (entry.startsWith(ASM)) {
        packages.add(entry.substring(ASM.length(), entry.lastIndexOf('/') + 1));
      }
    }

    assertThat(packages).containsExactly("", "commons/", "signature/", "tree/", "tree/analysis/");
  }

  /** ASM's licence and picocli's ask for it. */
  @Test
  void holdsTheLicencesOfItsLibraries() throws IOException {
    assertThat(text("META-INF/NOTICE"))
        .contains(
            "ASM, ", "META-INF/licenses/asm.txt", "picocli, ", "META-INF/licenses/picocli.txt");
    assertThat(text("META-INF/licenses/asm.txt"))
        .contains(
            "Copyright (c) 2000-2011 INRIA, France Telecom",
            "Redistributions in binary form must reproduce the above copyright",
            "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\"",
            "THE POSSIBILITY OF SUCH DAMAGE.");
    assertThat(text("META-INF/licenses/picocli.txt"))
        .contains(
            "Apache License",
            "Version 2.0, January 2004",
            "4. Redistribution.",
            "END OF TERMS AND CONDITIONS");
  }

  @Test
  void manifestIsComplete() throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(Artefacts.agentJar().toFile())) {
      assertThat(jar.getManifest().getEntries()).isEmpty();
      jar.getManifest()
          .getMainAttributes()
          .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
    }

    assertThat(attributes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Manifest-Version", "1.0",
                "Main-Class", "org.asyncio4j.weave.Main",
                "Premain-Class", "org.asyncio4j.agent.Premain",
                "Agent-Class", "org.asyncio4j.agent.Premain",
                "Can-Redefine-Classes", "false",
                "Can-Retransform-Classes", "false",
                "Automatic-Module-Name", "org.asyncio4j.agent",
                "Implementation-Title", "asyncio4j-agent",
                "Implementation-Version", System.getProperty("asyncio4j.version")));
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(Artefacts.agentJar().toFile());
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Artefacts.agentJar().toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
