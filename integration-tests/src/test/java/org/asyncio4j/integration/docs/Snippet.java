package org.asyncio4j.integration.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.asyncio4j.integration.support.Compilers;

/**
 * A block of Java as a class: what is missing around it is put around it, and its async methods are
 * compiled.
 *
 * @param className the binary name of its first class
 * @param classes where the class files are
 */
record Snippet(String className, Path classes) {
  private static final String IMPORTS =
      """
      import static java.time.Duration.*;
      import static org.asyncio4j.Asyncio.*;
      import static org.asyncio4j.integration.docs.Names.*;
      import static org.junit.jupiter.api.Assertions.*;
      import java.io.File;
      import java.time.Duration;
      import net.bytebuddy.agent.ByteBuddyAgent;
      import org.asyncio4j.*;
      import org.asyncio4j.junit.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.ExtendWith;
      import org.junit.jupiter.params.ParameterizedTest;
      import org.junit.jupiter.params.provider.CsvSource;
      """;

  private static final Pattern TYPE =
      Pattern.compile("^(?:public |final )*(?:class|record) (\\w+)", Pattern.MULTILINE);
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  /** Who compiles the async methods. */
  enum Way {
    /** The agent, as the class loads. */
    AGENT,
    /** The build. */
    WOVEN
  }

  /**
   * Compiles a block.
   *
   * @param text a class, with or without imports; or members of one
   * @param more further members, if it is not a class itself
   * @param way who compiles its async methods
   * @param directory an empty one
   */
  static Snippet of(String text, String more, Way way, Path directory) throws IOException {
    Matcher type = TYPE.matcher(text);
    boolean whole = type.find();
    String name = whole ? type.group(1) : "Block";
    String source = whole ? text : "class Block {\n" + text + more + "}\n";
    Path file = directory.resolve(name + ".java");
    Files.writeString(file, text.contains("import ") ? source : IMPORTS + source);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, log, log, "-proc:none", "-d", directory.toString(), file.toString());
    if (status != 0) {
      throw new AssertionError(log.toString(UTF_8));
    }
    if (way == Way.WOVEN && Compilers.weave(directory) == 0) {
      throw new AssertionError("there is nothing to weave in " + text);
    }
    Matcher inPackage = PACKAGE.matcher(text);
    return new Snippet(inPackage.find() ? inPackage.group(1) + "." + name : name, directory);
  }

  /** Loads the class, by a loader of its own. */
  Class<?> load() throws IOException, ClassNotFoundException {
    return Class.forName(
        className,
        true,
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Snippet.class.getClassLoader()));
  }
}
