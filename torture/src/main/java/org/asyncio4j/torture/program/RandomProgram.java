package org.asyncio4j.torture.program;

import java.util.SplittableRandom;

/**
 * A class with a random async method and its plain twin, which does the same without a suspension.
 *
 * @param seed what it is made from
 * @param body the statements of both
 */
record RandomProgram(long seed, Node body) {
  private static final String PARAMETERS = "Log log, int a, long b, String c, double d, Object o";

  /** Makes the program of a seed, the same one each time. */
  static RandomProgram of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Scope scope = new Scope(random);
    scope.declare("a", JavaType.INT);
    scope.declare("b", JavaType.LONG);
    scope.declare("c", JavaType.STRING);
    scope.declare("d", JavaType.DOUBLE);
    scope.declare("o", JavaType.OBJECT);
    if (isGenerator(seed)) {
      scope.emit();
    }
    double awaiting = scope.one(0.35, 0.2, 0.12);
    return new RandomProgram(seed, new Statements(scope, new Expressions(scope, awaiting)).body());
  }

  /** How many awaits stand in it. */
  long awaits() {
    return body.all().stream().filter(node -> node.kind() == Node.Kind.AWAIT).count();
  }

  String className() {
    return "Program" + (seed < 0 ? "N" : "") + Math.abs(seed);
  }

  String source() {
    return """
        package random;

        import static org.asyncio4j.Asyncio.*;
        import org.asyncio4j.*;
        import org.asyncio4j.torture.program.*;

        @SuppressWarnings("all")
        public final class %s extends ProgramSupport {
        static int staticInteger; static long staticLong; static double staticDouble; static String staticString;
        %s
        }
        """
        .formatted(className(), isGenerator(seed) ? generator() : coroutine());
  }

  private static boolean isGenerator(long seed) {
    return Math.floorMod(seed, 5L) == 0;
  }

  private String generator() {
    return """
        @Async private static AsyncGenerator<String> generate(AwaitSource s, %1$s) throws Exception {
        %2$s}
        @Async public static Coroutine<String> async(AwaitSource s, %1$s) throws Exception {
        log.closeAfter(%4$d);
        AsyncGenerator<String> generator = generate(s, log, a, b, c, d, o);
        String sent = null;
        while (true) {
          try {
            sent = log.received(await(generator.asend(sent)));
          } catch (StopAsyncIteration e) {
            return done("over");
          }
          if (log.isClosed()) {
            try {
              await(generator.aclose());
              return done("closed");
            } catch (IllegalStateException e) {
              if (String.valueOf(e.getMessage()).contains("ignored GeneratorExit")) {
                log.ignoreClose();
              }
              throw e;
            }
          }
        }
        }
        private static String generated(AwaitSource s, %1$s) throws Exception {
        %3$s}
        public static String plain(AwaitSource s, %1$s) throws Exception {
        log.closeAfter(%4$d);
        try {
          generated(s, log, a, b, c, d, o);
          return log.isClosed() ? "closed" : "over";
        } catch (GeneratorExit e) {
          return "closed";
        } finally {
          if (log.isCloseIgnored()) {
            throw new IllegalStateException("async generator ignored GeneratorExit");
          }
        }
        }
        """
        .formatted(
            PARAMETERS,
            code(Form.GENERATOR),
            code(Form.PLAIN_GENERATOR),
            Math.floorMod(seed / 5, 4L));
  }

  private String code(Form form) {
    return "staticInteger = 1; staticLong = 2; staticDouble = 3; staticString = \"s\";\n"
        + body.render(form);
  }

  private String coroutine() {
    return asyncMethod()
        + """
        public static String plain(AwaitSource s, %s) throws Exception {
        %s}
        """
            .formatted(PARAMETERS, code(Form.PLAIN));
  }

  private String asyncMethod() {
    String code = code(Form.COROUTINE);
    return switch ((int) Math.floorMod(seed, 4L)) {
      case 0 ->
          """
          public static Coroutine<String> async(AwaitSource s, Log log, int a0, long b0, String c0, double d0, Object o0)
              throws Exception {
          return Asyncio.async(() -> {
          int a = a0; long b = b0; String c = c0; double d = d0; Object o = o0;
          %s});
          }
          """
              .formatted(code);
      case 1 ->
          """
          public static Coroutine<String> async(AwaitSource s, %s) throws Exception {
          return new %s().member(s, log, a, b, c, d, o);
          }
          @Async private Coroutine<String> member(AwaitSource s, %s) throws Exception {
          %s}
          """
              .formatted(PARAMETERS, className(), PARAMETERS, code);
      default ->
          """
          @Async public static Coroutine<String> async(AwaitSource s, %s) throws Exception {
          %s}
          """
              .formatted(PARAMETERS, code);
    };
  }
}
