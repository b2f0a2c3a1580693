package org.asyncio4j.integration.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.asyncio4j.integration.support.Artefacts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the packages, checked against the jars that users get. */
class ArchitectureTest {
  private static final String SIGNALS = "sun.misc";
  private static final String ROOT = "org.asyncio4j";
  private static final String AGENT = ROOT + ".agent";
  private static final String ASM = AGENT + ".shaded.asm..";
  private static final String PICOCLI = AGENT + ".shaded.picocli..";
  private static final DescribedPredicate<JavaClass> ASM_TYPE = resideInAPackage(ASM);
  private static final DescribedPredicate<JavaClass> SHADED_TYPE =
      resideInAPackage(AGENT + ".shaded..");
  private static final String CODEGEN = ROOT + ".codegen";
  private static final String COMPILER = ROOT + ".compiler";
  private static final String INTERNAL = ROOT + ".internal";
  private static final String JUNIT = ROOT + ".junit";
  private static final String MAVEN = ROOT + ".maven";
  private static final String NET = ROOT + ".net";
  private static final String NETTY = ROOT + ".netty";
  private static final String NIO = NET + ".nio";
  private static final String PROCESS = ROOT + ".process";
  private static final String SPI = ROOT + ".spi";
  private static final String SYNC = ROOT + ".sync";
  private static final String PROCESSOR = ROOT + ".processor";
  private static final String WEAVE = ROOT + ".weave";

  private static JavaClasses runtime;
  private static JavaClasses agent;
  private static JavaClasses junit;
  private static JavaClasses mavenPlugin;
  private static JavaClasses netty;
  private static JavaClasses processor;

  @BeforeAll
  static void importJars() throws IOException {
    // The rules go by names: what the JDK's classes look like inside takes most of the time.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    runtime = importJar(Artefacts.runtimeJar());
    agent = importJar(Artefacts.agentJar());
    junit = importJar(Path.of(System.getProperty("asyncio4j.junitJar")));
    mavenPlugin = importJar(Path.of(System.getProperty("asyncio4j.mavenPluginJar")));
    netty = importJar(Artefacts.nettyJar());
    processor = importJar(Artefacts.processorJar());
  }

  private static JavaClasses importJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new ClassFileImporter().importJar(file);
    }
  }

  /** Every rule below holds of nothing at all. */
  @Test
  void jarsHaveTheirClasses() {
    assertThat(runtime).hasSizeGreaterThan(30);
    assertThat(agent).hasSizeGreaterThan(30);
    assertThat(junit).hasSizeGreaterThan(10);
    assertThat(netty).hasSizeGreaterThan(20);
    assertThat(processor).hasSizeGreaterThan(6);
    assertThat(mavenPlugin).hasSizeGreaterThan(4);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .assignedFrom(new PackagesOfOurOwn())
        .should()
        .beFreeOfCycles()
        // asyncio's loops make the transports: what a loop offers is declared beside them, and the
        // default engine has to know who does it.
        .ignoreDependency(resideInAnyPackage(ROOT), resideInAnyPackage(SPI))
        .ignoreDependency(name(ROOT + ".EventLoop"), name(NET + ".Networking"))
        .ignoreDependency(name(ROOT + ".KernelLoop"), name(NET + ".Networking"))
        .ignoreDependency(name(ROOT + ".NetworkingLoop"), resideInAnyPackage(NET))
        .ignoreDependency(name(ROOT + ".SocketLoop"), resideInAnyPackage(NET))
        .ignoreDependency(name(ROOT + ".SelectorEngine"), resideInAnyPackage(NET, NIO))
        .check(runtime);
    slices().assignedFrom(new PackagesOfOurOwn()).should().beFreeOfCycles().check(agent);
  }

  @Test
  void internalKnowsNoPublicType() {
    classes()
        .that()
        .resideInAPackage(INTERNAL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", INTERNAL)
        .check(runtime);
  }

  @Test
  void apiDoesNotKnowWhatCompiledCodeCalls() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CODEGEN)
        .check(runtime);
  }

  @Test
  void runtimeNeedsOnlyTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.net.ssl",
            "org.jspecify..",
            ROOT,
            CODEGEN,
            INTERNAL,
            NET,
            NIO,
            PROCESS,
            SPI,
            SYNC,
            SIGNALS)
        .check(runtime);
  }

  /** The module of that package may be missing: Signals stands between it and the rest. */
  @Test
  void onlySignalsNeedsWhatNotEveryImageHas() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.asyncio4j\\.Signals(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SIGNALS)
        .check(runtime);
  }

  @Test
  void nettyKnowsNoMoreOfTheRuntimeThanAnEngineHasTo() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.net.ssl..",
            "io.netty..",
            "org.jspecify..",
            ROOT,
            INTERNAL,
            NET,
            NETTY,
            NIO,
            SPI)
        .check(netty);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty.util.internal..")
        .check(netty);
  }

  @Test
  void compilerKnowsNeitherRuntimeNorAgent() {
    classes()
        .that()
        .resideInAPackage(COMPILER + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", COMPILER + "..", ASM)
        .check(agent);
  }

  @Test
  void agentKnowsOnlyTheFacadeOfTheCompiler() {
    classes()
        .that()
        .resideInAPackage(AGENT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", AGENT, COMPILER)
        .check(agent);
  }

  @Test
  void weavingKnowsOnlyTheFacadeOfTheCompiler() {
    classes()
        .that()
        .resideInAPackage(WEAVE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", AGENT, COMPILER, PICOCLI, WEAVE)
        .check(agent);
  }

  @Test
  void mavenPluginKnowsOnlyTheFacadeOfTheCompiler() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.xml..",
            "org.w3c.dom..",
            "org.xml.sax..",
            "org.apache.maven.artifact",
            "org.apache.maven.plugin..",
            "org.apache.maven.plugins.annotations",
            "org.apache.maven.project",
            "org.jspecify..",
            AGENT,
            COMPILER,
            MAVEN,
            WEAVE)
        .check(mavenPlugin);
  }

  @Test
  void junitExtensionKnowsTheRuntimeAsItsUsersDo() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.junit.jupiter.api..",
            "org.junit.platform.commons.support",
            ROOT,
            JUNIT,
            JUNIT + ".codegen")
        .check(junit);
  }

  @Test
  void processorKnowsOnlyTheWordsAndNamesOfTheCompiler() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.annotation.processing",
            "javax.lang.model..",
            "javax.tools",
            "com.sun.source..",
            "org.jspecify..",
            COMPILER + ".names",
            COMPILER + ".text",
            PROCESSOR)
        .check(processor);
  }

  @Test
  void noPublicSignatureNamesAsm() {
    List<String> exposed = new ArrayList<>();
    for (JavaClass type :
        agent.that(resideInAnyPackage(COMPILER, AGENT, WEAVE).and(modifier(PUBLIC)))) {
      for (JavaMember member : type.getMembers()) {
        Set<JavaClass> named = member.getAllInvolvedRawTypes();
        if (member.getModifiers().contains(PUBLIC) && named.stream().anyMatch(ASM_TYPE)) {
          exposed.add(member.getFullName());
        }
      }
    }

    assertThat(exposed).isEmpty();
  }

  /**
   * One slice for each package, the root included; those of shaded libraries are none of our
   * business.
   */
  private static final class PackagesOfOurOwn implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      boolean own = type.getPackageName().startsWith(ROOT) && !SHADED_TYPE.test(type);
      return own ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
