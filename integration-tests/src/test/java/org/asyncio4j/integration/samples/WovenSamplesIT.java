package org.asyncio4j.integration.samples;

import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.VirtualClockLauncher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The second way: compiled by the Maven plugin; nothing but the runtime at run time. */
class WovenSamplesIT {
  @ParameterizedTest
  @EnumSource
  void sampleCompiledByMavenRunsWithoutAnAgent(Sample sample) {
    sample.verify(
        new JavaCommand()
            .classPath(Artefacts.runtimeJar(), Artefacts.wovenClasses(), Artefacts.testClasses())
            .run(VirtualClockLauncher.class.getName(), sample.launcherArguments()));
  }
}
