package org.asyncio4j.integration.samples;

import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.VirtualClockLauncher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first way: {@code java -javaagent:asyncio4j-agent.jar}. */
class AgentSamplesTest {
  @ParameterizedTest
  @EnumSource
  void sampleRunsUnderTheAgent(Sample sample) {
    sample.verify(
        new JavaCommand()
            .agent()
            .classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses(), Artefacts.testClasses())
            .run(VirtualClockLauncher.class.getName(), sample.launcherArguments()));
  }

  /** The only run in real time, of one second: exactly the command that a user types. */
  @Test
  void ownMainRunsTheLoop() {
    Sample.HELLO_WORLD.verifyOwnMain(
        new JavaCommand()
            .agent()
            .classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses())
            .run(Sample.HELLO_WORLD.className()));
  }
}
