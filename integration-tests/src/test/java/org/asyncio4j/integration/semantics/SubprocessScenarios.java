package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.process.Subprocesses.createSubprocessExec;

import java.io.IOException;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.process.ProcessLookupException;
import org.asyncio4j.process.Subprocess;

/** Processes. */
final class SubprocessScenarios {
  private SubprocessScenarios() {}

  static final class SubprocKill extends MainScenario {
    /** Java has 128 and the signal's number where Python has the negative number. */
    private static int python(int exitCode) {
      return exitCode > 128 ? 128 - exitCode : exitCode;
    }

    @Override
    @Async
    Coroutine<Void> main() throws IOException {
      Subprocess p = await(createSubprocessExec(new ProcessBuilder("sleep", "5")));
      try {
        await(waitFor(p.waitFor(), ofMillis(30)));
      } catch (AsyncTimeoutException e) {
        print("TimeoutError", p.returncode());
      }
      p.kill();
      print(python(await(p.waitFor())));
      p = await(createSubprocessExec(new ProcessBuilder("sleep", "5")));
      p.terminate();
      print(python(await(p.waitFor())));
      try {
        p.kill();
      } catch (ProcessLookupException e) {
        print("ProcessLookupError");
      }
      return done();
    }
  }
}
