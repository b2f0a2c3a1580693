package org.asyncio4j.integration.samples;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The third way: the agent comes into a running JVM before the sample's class loads. */
class AttachedSamplesTest {
  @ParameterizedTest
  @EnumSource
  void sampleRunsUnderAnAgentAttachedLater(Sample sample) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Artefacts.agentJar().toString());
    arguments.addAll(List.of(sample.launcherArguments()));
    sample.verify(
        new JavaCommand()
            .option("-Djdk.attach.allowAttachSelf=true")
            // JDK 21 and later warn on standard error where this is not said (JEP 451).
            .option("-XX:+EnableDynamicAgentLoading")
            .classPath(
                Artefacts.runtimeJar(),
                Artefacts.samplesClasses(),
                Artefacts.testClasses(),
                Artefacts.byteBuddyAgentJar())
            .run(AttachLauncher.class.getName(), arguments.toArray(String[]::new)));
  }
}
