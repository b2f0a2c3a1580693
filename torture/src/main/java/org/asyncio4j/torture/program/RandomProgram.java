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

        import static org.asyncio4j.Asyncio.done;
        import org.asyncio4j.*;
        import org.asyncio4j.torture.program.*;

        @SuppressWarnings("all")
        public final class %s extends ProgramSupport {
        %s
        public static String plain(AwaitSource s, %s) throws Exception {
        %s}
        }
        """
        .formatted(className(), asyncMethod(), PARAMETERS, body.render(false));
  }

  private String asyncMethod() {
    String code = body.render(true);
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
