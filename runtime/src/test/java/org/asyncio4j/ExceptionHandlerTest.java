package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class ExceptionHandlerTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream original = System.err;

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(written, true));
  }

  @AfterEach
  void restore() {
    System.setErr(original);
    loop.close();
  }

  @Test
  void theDefaultPrintsMessageFutureHandleAndTrace() {
    Future<Object> future = loop.createFuture();
    Handle handle = loop.callSoon(() -> {});
    loop.callExceptionHandler(
        new ExceptionContext("it happened", new IOException("disk"), future, handle));
    assertThat(written.toString().lines())
        .startsWith(
            "it happened",
            "future: <Future pending>",
            "handle: <Handle ExceptionHandlerTest.<lambda>()>",
            "java.io.IOException: disk")
        .anyMatch(line -> line.startsWith("\tat org.asyncio4j.ExceptionHandlerTest."));
  }

  @Test
  void theDefaultSurvivesAnExceptionThatCannotBePrinted() {
    Throwable unprintable =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException();
          }
        };
    loop.callExceptionHandler(new ExceptionContext("m", unprintable));
    assertThat(written.toString().strip())
        .isEqualTo("Exception in default exception handler: java.lang.IllegalStateException");
  }

  @Test
  void aHandlerTakesThePlaceOfTheDefault() {
    List<ExceptionContext> seen = new ArrayList<>();
    ExceptionHandler handler = (l, context) -> seen.add(context);
    loop.setExceptionHandler(handler);
    assertThat(loop.getExceptionHandler()).isSameAs(handler);
    ExceptionContext context = new ExceptionContext("m", null);
    loop.callExceptionHandler(context);
    assertThat(seen).containsExactly(context);
    assertThat(written.toString()).isEmpty();
    loop.setExceptionHandler(null);
    loop.callExceptionHandler(context);
    assertThat(written.toString().strip()).isEqualTo("m");
  }

  @Test
  void whatAHandlerThrowsIsPrinted() {
    loop.setExceptionHandler(
        (l, context) -> {
          throw new IllegalStateException("in handler");
        });
    loop.callExceptionHandler(new ExceptionContext("m", null));
    assertThat(written.toString())
        .startsWith(
            "Unhandled error in exception handler"
                + System.lineSeparator()
                + "java.lang.IllegalStateException: in handler");
  }

  @Test
  void aVirtualMachineErrorOfAHandlerEscapes() {
    InternalError error = new InternalError();
    loop.setExceptionHandler(
        (l, context) -> {
          throw error;
        });
    assertThat(catchThrowable(() -> loop.callExceptionHandler(new ExceptionContext("m", null))))
        .isSameAs(error);
    loop.setExceptionHandler(null);
  }

  @Test
  void aHandlerRunsInTheContextOfTheCallback() {
    ContextVar<String> variable = new ContextVar<>("variable", "default");
    List<String> seen = new ArrayList<>();
    loop.setExceptionHandler((l, context) -> seen.add(variable.get()));
    loop.runUntilComplete(
        Script.of(
            v -> {
              variable.set("callback");
              loop.callSoon(
                  () -> {
                    throw new IllegalStateException();
                  });
              return Asyncio.yieldNow();
            }));
    assertThat(seen).containsExactly("callback");
  }
}
