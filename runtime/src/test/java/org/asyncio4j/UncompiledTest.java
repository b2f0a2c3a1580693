package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens in a class that nobody has compiled; this is one. */
class UncompiledTest {

  @Async
  private static Coroutine<String> forgotten() {
    return Asyncio.done(Asyncio.await(Asyncio.done("x")));
  }

  @Test
  void awaitNamesTheClassTheMethodAndBothRemedies() {
    assertThatThrownBy(UncompiledTest::forgotten)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "await in org\\.asyncio4j\\.UncompiledTest\\.forgotten \\(UncompiledTest\\.java:\\d+\\): the class"
                + " org\\.asyncio4j\\.UncompiledTest was not compiled for asyncio4j\\. .*")
        .hasMessageContaining("-javaagent:asyncio4j-agent.jar")
        .hasMessageContaining("goal \"instrument\" of the asyncio4j-maven-plugin");
  }

  @Test
  void allThreeFormsDo() {
    String start = "await in org.asyncio4j.UncompiledTest.";
    assertThatThrownBy(() -> Asyncio.await(CompletableFuture.completedFuture(1)))
        .hasMessageStartingWith(start);
    assertThatThrownBy(() -> Asyncio.await(Asyncio.done(), IOException.class))
        .hasMessageStartingWith(start);
  }

  @Test
  void soDoTheOtherMarkers() {
    AsyncGenerator<Integer> none = Script.named("none").then(v -> null).generator();
    String place = " in org.asyncio4j.UncompiledTest.lambda$soDoTheOtherMarkers$";
    assertThatThrownBy(() -> Asyncio.each(none))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("each" + place)
        .hasMessageContaining("-javaagent:asyncio4j-agent.jar")
        .hasMessageContaining("goal \"instrument\" of the asyncio4j-maven-plugin");
    assertThatThrownBy(() -> Asyncio.emit(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("emit" + place);
    assertThatThrownBy(() -> Asyncio.emit(1, Integer.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("emit" + place);
    assertThatThrownBy(() -> Asyncio.<Object>end())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("end" + place);
  }

  @Test
  void closingAnAsyncCloseableCannotSuspend() {
    AsyncCloseable closeable = Asyncio::done;
    assertThatThrownBy(closeable::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("org.asyncio4j.UncompiledTest$$Lambda")
        .hasMessageEndingWith(
            ".close() cannot suspend: close it in an @Async method, which awaits closeAsync(), or await that");
  }

  @Test
  void doneIsARealCoroutineAllTheSame() {
    assertThat(Loops.<String>run(Asyncio.done("value"))).isEqualTo("value");
    assertThat(Loops.<Void>run(Asyncio.done())).isNull();
  }
}
