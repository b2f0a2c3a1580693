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
        .hasMessageContaining("goal \"compile\" of the asyncio4j-maven-plugin");
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
  void doneIsARealCoroutineAllTheSame() {
    assertThat(Loops.<String>run(Asyncio.done("value"))).isEqualTo("value");
    assertThat(Loops.<Void>run(Asyncio.done())).isNull();
  }
}
