package org.asyncio4j.integration.language;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCloseable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;

/** A {@code close()} on an {@code AsyncCloseable} is awaited, by {@code try} and by hand. */
class ClosesTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void resourcesAreClosedInReverseOrderEachAfterItsAwait() throws Exception {
    assertThat(VirtualTime.<String>run(two())).isEqualTo("value");
    assertThat(log)
        .containsExactly("body", "closing b", "closed b", "plain", "closing a", "closed a");
  }

  @Async
  private Coroutine<String> two() throws Exception {
    try (Resource a = new Resource("a", null);
        AutoCloseable plain = () -> log.add("plain");
        AutoCloseable b = new Resource("b", null)) {
      log.add("body");
      return done("value");
    }
  }

  @Test
  void aFailureOfTheBodyKeepsThoseOfClosing() {
    IllegalStateException ofA = new IllegalStateException("a");
    IllegalStateException ofB = new IllegalStateException("b");
    assertThatThrownBy(() -> VirtualTime.run(failing(ofA, ofB)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("body")
        .satisfies(failure -> assertThat(failure.getSuppressed()).containsExactly(ofB, ofA));
    assertThat(log).containsExactly("closing b", "closing a", "finally");
  }

  @Async
  private Coroutine<Void> failing(RuntimeException ofA, RuntimeException ofB) {
    try (Resource a = new Resource("a", ofA);
        Resource b = new Resource("b", ofB)) {
      await(yieldNow());
      throw new IllegalArgumentException("body");
    } finally {
      log.add("finally");
    }
  }

  @Test
  void aCancelledBodyClosesBeforeItEnds() {
    assertThat(VirtualTime.<Boolean>run(cancelling())).isTrue();
    assertThat(log).containsExactly("closing a", "closed a", "cancelled");
  }

  @Async
  private Coroutine<Boolean> cancelling() {
    Task<Void> task = createTask(sleeping());
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      log.add("cancelled");
    }
    return done(task.isCancelled());
  }

  @Async
  private Coroutine<Void> sleeping() {
    try (Resource a = new Resource("a", null)) {
      await(sleep(ofSeconds(100)));
    }
    return done();
  }

  @Test
  void aCallByHandIsAwaitedToo() {
    assertThat(VirtualTime.<Integer>run(byHand())).isEqualTo(2);
    assertThat(log).containsExactly("closing a", "closed a");
  }

  @Async
  private Coroutine<Integer> byHand() {
    Resource resource = new Resource("a", null);
    resource.close();
    return done(log.size());
  }

  @Test
  void aPlainResourceIsClosedInASynchronizedBlock() throws Exception {
    VirtualTime.run(locked(new Object(), () -> log.add("plain")));
    assertThat(log).containsExactly("plain");
  }

  @Async
  private Coroutine<Void> locked(Object lock, AutoCloseable resource) throws Exception {
    await(yieldNow());
    synchronized (lock) {
      resource.close();
    }
    return done();
  }

  @Test
  void closedByCodeThatIsNoCoroutineItSaysWhatToDo() {
    Resource resource = new Resource("a", null);
    assertThatThrownBy(resource::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closeAsync()");
    assertThat(log).isEmpty();
  }

  private final class Resource implements AsyncCloseable {
    private final String name;
    private final RuntimeException failure;

    Resource(String name, RuntimeException failure) {
      this.name = name;
      this.failure = failure;
    }

    @Async
    @Override
    public Coroutine<Void> closeAsync() {
      log.add("closing " + name);
      await(sleep(ofSeconds(1)));
      if (failure != null) {
        throw failure;
      }
      log.add("closed " + name);
      return done();
    }
  }
}
