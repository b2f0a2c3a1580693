package org.asyncio4j.integration.language;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Runner;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** SLF4J's diagnostic context, with Logback behind it, goes along with the context of a task. */
class DiagnosticContextTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(DiagnosticContextTest.class);
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** As a layout with {@code %X} would show it. */
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getMessage() + " " + new TreeMap<>(event.getMDCPropertyMap()));
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
    MDC.put("host", "h");
  }

  @AfterEach
  void clear() {
    logger.detachAppender(appender);
    MDC.clear();
  }

  static void carryMdc(EventLoop loop) {
    loop.carry(
        MDC::getCopyOfContextMap,
        (Map<String, String> values) -> {
          if (values == null) {
            MDC.clear();
          } else {
            MDC.setContextMap(values);
          }
        });
  }

  @Async
  Coroutine<Void> handle(String request) {
    MDC.put("request", request);
    logger.info("begins");
    await(sleep(ofSeconds(1)));
    try (MDC.MDCCloseable step = MDC.putCloseable("step", "thread")) {
      await(toThread(() -> logger.info("works")));
    }
    logger.info("ends");
    return done();
  }

  @Async
  Coroutine<Void> serve() {
    await(gather(handle("1"), handle("2")));
    logger.info("served");
    return done();
  }

  @Test
  void everyLineIsLoggedWithTheRequestOfItsTask() {
    try (Runner runner = VirtualTime.runner()) {
      carryMdc(runner.getLoop());
      runner.run(serve());
    }
    for (String request : List.of("1", "2")) {
      assertThat(lines)
          .filteredOn(line -> line.contains("request=" + request))
          .containsExactly(
              "begins {host=h, request=%s}".formatted(request),
              "works {host=h, request=%s, step=thread}".formatted(request),
              "ends {host=h, request=%s}".formatted(request));
    }
    assertThat(lines).hasSize(7).last().isEqualTo("served {host=h}");
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("host", "h"));
  }
}
