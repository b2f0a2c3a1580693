package org.asyncio4j.processor;

import static java.nio.file.Files.createDirectory;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncProcessorTest {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  @TempDir private Path directory;

  @Test
  void saysWhatTheCompilerWillSay() throws IOException {
    Path source = Sources.named("Corners.java");
    Path classes = createDirectory(directory.resolve("classes"));
    assertThat(Sources.compile(JAVAC, source, classes)).isEmpty();

    List<Diagnostic<? extends JavaFileObject>> found =
        Sources.compile(JAVAC, source, directory, new AsyncProcessor());

    assertThat(found)
        .extracting(
            diagnostic -> Sources.text(diagnostic.getLineNumber(), diagnostic.getMessage(null)))
        .hasSizeGreaterThan(30)
        .containsExactlyInAnyOrderElementsOf(Sources.refusedOnceCompiled(classes));
  }

  @Test
  void pointsAtTheVeryPlace() throws IOException {
    Path source = directory.resolve("Place.java");
    Files.writeString(
        source,
        """
        import org.asyncio4j.*;

        class Place {
          void outside() {
            int n = 1 + Asyncio.await(Asyncio.done(1));
          }

          @Async
          static synchronized Coroutine<Void> locked() {
            Asyncio.yieldNow();
            return Asyncio.done();
          }
        }
        """);

    List<Diagnostic<? extends JavaFileObject>> found =
        Sources.compile(JAVAC, source, directory, new AsyncProcessor());

    assertThat(found)
        .extracting(
            diagnostic ->
                diagnostic.getKind()
                    + " "
                    + diagnostic.getLineNumber()
                    + ":"
                    + diagnostic.getColumnNumber()
                    + " "
                    + diagnostic.getMessage(null).replaceFirst(",.*|;.*", ""))
        .containsExactly(
            "ERROR 5:24 await outside an @Async method",
            "ERROR 9:39 @Async on a synchronized method",
            "WARNING 10:12 the coroutine of Asyncio.yieldNow is made and dropped");
  }

  @Test
  void eclipseChecksDeclarations() throws IOException {
    Path source = Sources.named("Declarations.java");
    String text = Files.readString(source);

    List<Diagnostic<? extends JavaFileObject>> found =
        Sources.compile(new EclipseCompiler(), source, directory, new AsyncProcessor());

    assertThat(found)
        .extracting(
            diagnostic ->
                diagnostic.getKind() + " " + line(diagnostic) + diagnostic.getMessage(null))
        .containsExactlyInAnyOrderElementsOf(DECLARATIONS);
    assertThat(found)
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .extracting(
            diagnostic ->
                text.substring(
                    (int) diagnostic.getStartPosition(), (int) diagnostic.getEndPosition() + 1))
        .containsExactlyInAnyOrder(
            "otherType()", "abstractMethod()", "nativeMethod()", "synchronizedMethod()");
  }

  /** A build tool may hand out an environment of its own. */
  @Test
  void environmentThatIsNotJavacsOwn() throws IOException {
    Processor wrapped =
        (Processor)
            proxy(
                Processor.class,
                new AsyncProcessor(),
                environment ->
                    proxy(ProcessingEnvironment.class, environment, argument -> argument));

    assertThat(Sources.compile(JAVAC, Sources.named("Declarations.java"), directory, wrapped))
        .extracting(
            diagnostic ->
                diagnostic.getKind() + " " + line(diagnostic) + diagnostic.getMessage(null))
        .containsExactlyInAnyOrderElementsOf(DECLARATIONS);
  }

  private static final List<String> DECLARATIONS =
      List.of(
          "ERROR 9: @Async on a method that returns java.lang.String; declare it to return"
              + " Coroutine<T> and end it with return done(value)",
          "ERROR 14: @Async on an abstract method, which has no body to compile; remove the"
              + " annotation here and put it on the implementations",
          "ERROR 17: @Async on a native method, which has no body to compile; call it from an @Async"
              + " method instead",
          "ERROR 20: @Async on a synchronized method, whose lock would be held across a suspension;"
              + " remove synchronized, the code of one event loop never runs in parallel",
          "NOTE asyncio4j: this compiler shows declarations only, so that awaits are checked by the"
              + " agent or by the build");

  /** Passes all calls on, and the only argument of {@code init} changed. */
  private static Object proxy(Class<?> type, Object target, UnaryOperator<Object> initArgument) {
    return Proxy.newProxyInstance(
        AsyncProcessorTest.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            method.getName().equals("init")
                ? method.invoke(target, initArgument.apply(arguments[0]))
                : method.invoke(target, arguments));
  }

  private static String line(Diagnostic<?> diagnostic) {
    return diagnostic.getLineNumber() < 1 ? "" : diagnostic.getLineNumber() + ": ";
  }
}
