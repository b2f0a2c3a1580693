package org.asyncio4j.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.asyncio4j.agent.WildcardMatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a jar whose classes are compiled in place. */
class JarsTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2024, 2, 29, 12, 30);

  @TempDir private Path directory;

  @Test
  void compilesClassesWhereTheyLieInAJar() throws IOException {
    Path jar =
        jar(
            Map.of(
                "BOOT-INF/classes/org/asyncio4j/weave/Waiting.class", waiting(),
                "org/asyncio4j/weave/Waiting.class", waiting(),
                "META-INF/versions/21/org/asyncio4j/weave/Waiting.class", waiting(),
                "text.txt", new byte[] {1, 2}));

    assertThat(weave(jar)).isEqualTo(new Weaver.Result(3, List.of()));

    assertThat(entries(jar).keySet())
        .containsExactlyInAnyOrder(
            "BOOT-INF/classes/org/asyncio4j/weave/Waiting.class",
            "BOOT-INF/classes/org/asyncio4j/weave/Waiting$main$Coroutine.class",
            "org/asyncio4j/weave/Waiting.class",
            "org/asyncio4j/weave/Waiting$main$Coroutine.class",
            "META-INF/versions/21/org/asyncio4j/weave/Waiting.class",
            "META-INF/versions/21/org/asyncio4j/weave/Waiting$main$Coroutine.class",
            "text.txt");
    assertThat(entries(jar).get("text.txt")).containsExactly(1, 2);
  }

  @Test
  void keepsTheOrderTheTimesAndTheMethodOfTheEntries() throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("z.txt", new byte[] {3});
    content.put("org/asyncio4j/weave/Waiting.class", waiting());
    content.put("a.txt", new byte[] {4});
    Path jar = jar(content);

    weave(jar);

    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream().forEach(entry -> names.add(entry.getName()));
      assertThat(zip.stream()).allMatch(entry -> entry.getTimeLocal().equals(TIME));
      assertThat(zip.stream()).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
    }
    assertThat(names)
        .containsExactly(
            "z.txt",
            "org/asyncio4j/weave/Waiting.class",
            "org/asyncio4j/weave/Waiting$main$Coroutine.class",
            "a.txt");
  }

  @Test
  void leavesAJarWithNothingToCompileUntouched() throws IOException {
    Path jar = jar(Map.of("org/asyncio4j/weave/Waiting.class", waiting()));
    weave(jar);
    byte[] woven = Files.readAllBytes(jar);

    assertThat(weave(jar)).isEqualTo(new Weaver.Result(0, List.of()));
    assertThat(Files.readAllBytes(jar)).isEqualTo(woven);
  }

  @Test
  void refusesASignedJarAndLeavesItAsItIs() throws IOException {
    Path jar =
        jar(
            Map.of(
                "META-INF/ACME.SF", new byte[0], "org/asyncio4j/weave/Waiting.class", waiting()));
    byte[] before = Files.readAllBytes(jar);

    assertThatThrownBy(() -> weave(jar))
        .isInstanceOf(IOException.class)
        .hasMessage(
            jar
                + " is signed, and a changed class would break the signature; weave it before it is"
                + " signed");
    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }

  @Test
  void saysWhatIsNoJar() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    Path missing = directory.resolve("missing.jar");

    assertThatThrownBy(() -> weave(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(text + " is neither a directory nor a jar: ");
    assertThatThrownBy(() -> weave(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such directory or jar");
  }

  private static Weaver.Result weave(Path place) throws IOException {
    return new Weaver(new WildcardMatcher("*"), new WildcardMatcher(""), any -> true).weave(place);
  }

  private static byte[] waiting() throws IOException {
    try (InputStream in = Waiting.class.getResourceAsStream("Waiting.class")) {
      return in.readAllBytes();
    }
  }

  private Path jar(Map<String, byte[]> content) throws IOException {
    Path jar = directory.resolve("test.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        CRC32 checksum = new CRC32();
        checksum.update(file.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.getValue().length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return jar;
  }

  private static Map<String, byte[]> entries(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }
}
