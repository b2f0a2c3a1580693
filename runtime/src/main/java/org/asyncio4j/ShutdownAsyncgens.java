package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link EventLoop#shutdownAsyncgens}. */
final class ShutdownAsyncgens extends Coroutine<Void> {
  private final EventLoop loop;

  /** Null before the first resume. */
  private @Nullable List<GeneratorState> closing;

  ShutdownAsyncgens(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (closing != null) {
      report(closing, (List<?>) value);
      return null;
    }
    closing = loop.generators.removeAll();
    if (closing.isEmpty()) {
      return null;
    }
    List<Coroutine<Void>> closes = new ArrayList<>();
    for (GeneratorState state : closing) {
      closes.add(GeneratorThrow.aclose(state, null));
    }
    return await(Gather.of(closes, true));
  }

  private void report(List<GeneratorState> closed, @Nullable List<?> outcomes) {
    for (int i = 0; outcomes != null && i < outcomes.size(); i++) {
      // As in asyncio a cancellation, which is no Exception there, is nobody's failure.
      if (outcomes.get(i) instanceof Outcome.Failure<?> failed
          && !(failed.exception() instanceof CancelledError)) {
        loop.callExceptionHandler(
            new ExceptionContext(
                "an error occurred during closing of asynchronous generator " + closed.get(i),
                failed.exception()));
      }
    }
  }

  @Override
  protected String qualifiedName() {
    return "shutdownAsyncgens";
  }
}
