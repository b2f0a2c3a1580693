package org.asyncio4j.integration.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Interrupts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real signals to real processes: what is printed, and the exit status. */
class SignalsTest {
  @BeforeAll
  static void interruptsAreNotIgnored() {
    Interrupts.assumeNotIgnored();
  }

  private static ProcessRunner.Result run(JavaCommand command, String program) {
    return command
        .classPath(Artefacts.runtimeJar(), Artefacts.testClasses())
        .run(SignalPrograms.class.getName(), program);
  }

  private static ProcessRunner.Result run(String program) {
    return run(new JavaCommand().agent(), program);
  }

  @Test
  void ctrlCLetsMainCleanUpAndCanBeCaught() {
    ProcessRunner.Result result = run("caught");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines())
        .containsExactly("running", "main cancelled", "cleanup", "KeyboardInterrupt", "goes on");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void uncaughtItEndsTheJvmWithTheExitStatusOfTheSignal() {
    ProcessRunner.Result result = run("uncaught");
    assertThat(result.outputLines()).containsExactly("running", "main cancelled", "cleanup");
    assertThat(result.stderr().lines().findFirst())
        .hasValue("Exception in thread \"main\" org.asyncio4j.KeyboardInterrupt");
    assertThat(result.exitCode()).isEqualTo(130);
  }

  @Test
  void aMainThatDeniesItsCancellationReturns() {
    ProcessRunner.Result result = run("denied");
    assertThat(result.outputLines()).containsExactly("denied", "result 42");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void aCancellationWithoutASignalIsNoInterrupt() {
    assertThat(run("cancelledByItself").outputLines()).containsExactly("CancelledError");
  }

  @Test
  void theSecondCtrlCStopsTheLoopAndWhatIsLeftIsCancelled() {
    ProcessRunner.Result result = run("twice");
    assertThat(result.outputLines())
        .containsExactly("cleaning", "cancelled again", "KeyboardInterrupt");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void theThirdCtrlCEndsAJvmWhoseLoopIsStuck() {
    ProcessRunner.Result result = run("stuck");
    assertThat(result.outputLines()).containsExactly("hook");
    assertThat(result.exitCode()).isEqualTo(130);
  }

  @Test
  void onAnotherThreadThanTheMainOneCtrlCIsTheJvms() {
    ProcessRunner.Result result = run("otherThread");
    assertThat(result.outputLines()).containsExactly("running");
    assertThat(result.exitCode()).isEqualTo(130);
  }

  @Test
  void withoutTheModuleOfSignalsCtrlCIsTheJvms() {
    JavaCommand command =
        new JavaCommand().agent().option("--limit-modules").option("java.instrument");
    ProcessRunner.Result result = run(command, "caught");
    assertThat(result.outputLines()).containsExactly("running");
    assertThat(result.exitCode()).isEqualTo(130);
  }

  @Test
  void otherSignalsEndTheJvmAtOnce() {
    ProcessRunner.Result result = run("terminated");
    assertThat(result.outputLines()).containsExactly("running");
    assertThat(result.exitCode()).isEqualTo(143);
  }
}
