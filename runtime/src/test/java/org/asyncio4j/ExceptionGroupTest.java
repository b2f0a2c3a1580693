package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionGroupTest {
  private final IllegalArgumentException value = new IllegalArgumentException("value");
  private final IOException io = new IOException("io");
  private final FileNotFoundException missing = new FileNotFoundException("missing");
  private final ExceptionGroup inner = new ExceptionGroup("inner", List.of(io, value));
  private final ExceptionGroup outer = new ExceptionGroup("outer", List.of(inner, missing));

  /** {@code outer[inner[io, value], missing]}. */
  private static String shape(Throwable exception) {
    if (!(exception instanceof ExceptionGroup group)) {
      return exception == null ? "none" : exception.getMessage();
    }
    return group.message() + group.exceptions().stream().map(ExceptionGroupTest::shape).toList();
  }

  private static String shapes(ExceptionGroup.Split parts) {
    return shape(parts.match()) + " | " + shape(parts.rest());
  }

  @Test
  void theMessageCountsTheMembers() {
    assertThat(outer).hasMessage("outer (2 sub-exceptions)");
    assertThat(new ExceptionGroup("one", List.of(io))).hasMessage("one (1 sub-exception)");
    assertThat(outer.message()).isEqualTo("outer");
  }

  @Test
  void thereIsAtLeastOneMember() {
    assertThatThrownBy(() -> new ExceptionGroup("none", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("second argument (exceptions) must be a non-empty sequence");
  }

  @Test
  void membersAreCopied() {
    List<Throwable> members = new ArrayList<>(List.of(io));
    ExceptionGroup group = new ExceptionGroup("g", members);
    members.add(value);
    assertThat(group.exceptions()).containsExactly(io);
    assertThatThrownBy(() -> group.exceptions().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void splittingByClassKeepsTheNesting() {
    assertThat(shapes(outer.split(IOException.class)))
        .isEqualTo("outer[inner[io], missing] | outer[inner[value]]");
    assertThat(shapes(outer.split(FileNotFoundException.class)))
        .isEqualTo("outer[missing] | outer[inner[io, value]]");
    assertThat(shape(outer.subgroup(IllegalArgumentException.class)))
        .isEqualTo("outer[inner[value]]");
  }

  @Test
  void whatIsNotDividedStaysTheSameObject() {
    assertThat(outer.split(Exception.class)).isEqualTo(new ExceptionGroup.Split(outer, null));
    assertThat(outer.split(AssertionError.class)).isEqualTo(new ExceptionGroup.Split(null, outer));
    assertThat(outer.split(FileNotFoundException.class).rest().exceptions()).containsExactly(inner);
  }

  @Test
  void aGroupIsARuntimeExceptionButItsMembersNeedNotBe() {
    assertThat(shapes(outer.split(RuntimeException.class)))
        .isEqualTo("outer[inner[value]] | outer[inner[io], missing]");
  }

  @Test
  void aClassOfGroupsMatchesGroups() {
    assertThat(outer.split(ExceptionGroup.class)).isEqualTo(new ExceptionGroup.Split(outer, null));
    ExceptionGroup special = new SpecialGroup("special", List.of(io));
    assertThat(shapes(new ExceptionGroup("g", List.of(special, value)).split(SpecialGroup.class)))
        .isEqualTo("g[special[io]] | g[value]");
  }

  @Test
  void aConditionIsAskedForTheGroupsFirst() {
    List<String> asked = new ArrayList<>();
    ExceptionGroup.Split parts =
        outer.split(
            e -> {
              asked.add(shape(e));
              return e == inner;
            });
    assertThat(shapes(parts)).isEqualTo("outer[inner[io, value]] | outer[missing]");
    assertThat(asked)
        .containsExactly("outer[inner[io, value], missing]", "inner[io, value]", "missing");
    assertThat(outer.subgroup(e -> true)).isSameAs(outer);
    assertThat(outer.subgroup(e -> false)).isNull();
  }

  @Test
  void partsTellTheSameStory() {
    ExceptionGroup group = new ExceptionGroup("g", List.of(io, value));
    IllegalStateException cause = new IllegalStateException();
    group.initCause(cause);
    StackTraceElement[] trace = {new StackTraceElement("com.acme.A", "m", "A.java", 1)};
    group.setStackTrace(trace);
    ExceptionGroup part = group.subgroup(IOException.class);
    assertThat(part).isNotSameAs(group).hasCause(cause);
    assertThat(part.getStackTrace()).isEqualTo(trace);
  }

  @Test
  void partsOfASubclassAreDerivedByIt() {
    ExceptionGroup group = new SpecialGroup("s", List.of(io, value));
    assertThat(group.subgroup(IOException.class)).isInstanceOf(SpecialGroup.class);
  }

  @Test
  void handlersTakeOutOneClassAfterTheOther() {
    List<String> handled = new ArrayList<>();
    ExceptionGroup rest = outer.handle(IOException.class, g -> handled.add(shape(g)));
    assertThat(shape(rest)).isEqualTo("outer[inner[value]]");
    assertThat(rest.handle(AssertionError.class, g -> handled.add("never"))).isSameAs(rest);
    assertThat(rest.handle(IllegalArgumentException.class, g -> handled.add(shape(g)))).isNull();
    assertThat(handled).containsExactly("outer[inner[io], missing]", "outer[inner[value]]");
  }

  @Test
  void whatAHandlerThrowsCarriesTheUnhandledRest() {
    IllegalStateException thrown = new IllegalStateException("handler");
    Throwable seen =
        catchThrowable(
            () ->
                outer.handle(
                    IOException.class,
                    g -> {
                      throw thrown;
                    }));
    assertThat(seen).isSameAs(thrown);
    assertThat(seen.getSuppressed()).hasSize(1);
    assertThat(shape(seen.getSuppressed()[0])).isEqualTo("outer[inner[value]]");
  }

  @Test
  void theStackTraceShowsAllMembers() {
    StringWriter text = new StringWriter();
    outer.printStackTrace(new PrintWriter(text));
    assertThat(text.toString().lines().filter(line -> !line.strip().startsWith("at ")).toList())
        .filteredOn(line -> !line.strip().startsWith("... "))
        .containsExactly(
            "org.asyncio4j.ExceptionGroup: outer (2 sub-exceptions)",
            "\tSuppressed: org.asyncio4j.ExceptionGroup: inner (2 sub-exceptions)",
            "\t\tSuppressed: java.io.IOException: io",
            "\t\tSuppressed: java.lang.IllegalArgumentException: value",
            "\tSuppressed: java.io.FileNotFoundException: missing");
  }

  @Test
  void groupsCanBeSerialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(outer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(shape((ExceptionGroup) in.readObject()))
          .isEqualTo("outer[inner[io, value], missing]");
    }
  }

  @Test
  void noDepthOverflowsTheStack() {
    int depth = 100_000;
    ExceptionGroup group = inner;
    for (int i = 0; i < depth; i++) {
      group = new ExceptionGroup("level", List.of(group));
    }
    Throwable part = group.split(IOException.class).match();
    for (int i = 0; i <= depth; i++) {
      part = ((ExceptionGroup) part).exceptions().get(0);
    }
    assertThat(part).isSameAs(io);
  }

  static final class SpecialGroup extends ExceptionGroup {
    private static final long serialVersionUID = 1L;

    SpecialGroup(String message, List<? extends Throwable> exceptions) {
      super(message, exceptions);
    }

    @Override
    protected ExceptionGroup derive(List<? extends Throwable> exceptions) {
      return new SpecialGroup(message(), exceptions);
    }
  }
}
