package org.asyncio4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final MethodType NOTHING = MethodType.methodType(void.class);

  @Test
  void definesTheClassBesideTheLookupsOwnAndDoesNothingElse() throws Throwable {
    Loader loader = new Loader();
    MethodHandles.Lookup lookup = loader.lookup();
    String classFile = latin1("Sibling");
    int middle = classFile.length() / 2;
    CallSite site =
        Bootstrap.define(
            lookup, "define", NOTHING, classFile.substring(0, middle), classFile.substring(middle));
    assertThat(site.type()).isEqualTo(NOTHING);
    site.getTarget().invokeExact();
    Class<?> defined = Class.forName(Sibling.class.getName(), false, loader);
    assertThat(defined.getClassLoader()).isSameAs(loader);
    assertThat(defined.getProtectionDomain()).isSameAs(lookup.lookupClass().getProtectionDomain());
  }

  @Test
  void theSecondOfTwoCallSitesFindsTheClassDefined() throws Throwable {
    MethodHandles.Lookup lookup = new Loader().lookup();
    Bootstrap.define(lookup, "define", NOTHING, latin1("Sibling"));
    assertThat(Bootstrap.define(lookup, "define", NOTHING, latin1("Sibling"))).isNotNull();
  }

  @Test
  void aBrokenClassFileIsNotTakenForADuplicate() throws Throwable {
    MethodHandles.Lookup lookup = new Loader().lookup();
    String classFile = latin1("Sibling");
    assertThatThrownBy(
            () ->
                Bootstrap.define(
                    lookup, "define", NOTHING, classFile.substring(0, classFile.length() - 20)))
        .isInstanceOf(ClassFormatError.class);
  }

  private static String latin1(String name) throws Exception {
    return new String(
        bytes(BootstrapTest.class.getName() + "$" + name), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String className) throws Exception {
    try (InputStream in =
        BootstrapTest.class.getResourceAsStream("/" + className.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Defines a copy of {@link Host}, and finds nothing else of this test. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super(null);
    }

    MethodHandles.Lookup lookup() throws Exception {
      byte[] host = bytes(Host.class.getName());
      return (MethodHandles.Lookup)
          defineClass(Host.class.getName(), host, 0, host.length).getField("LOOKUP").get(null);
    }
  }

  /** Declares the method, as it were. */
  public static final class Host {
    public static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Host() {}
  }

  /** Is the coroutine class, as it were. */
  static final class Sibling {
    private Sibling() {}
  }
}
