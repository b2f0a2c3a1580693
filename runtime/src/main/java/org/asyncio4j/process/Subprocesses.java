package org.asyncio4j.process;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's functions that begin processes. Meant for static import. Called anywhere; what they
 * return is awaited on a running loop.
 */
public final class Subprocesses {
  private static final int DEFAULT_LIMIT = 64 * 1024;

  private Subprocesses() {}

  /**
   * Begins a process. Mirrors {@code asyncio.create_subprocess_exec}.
   *
   * @param builder command, environment, directory, and where the streams go: a pipe, which is
   *     {@link ProcessBuilder}'s default, is a stream of the {@link Subprocess}
   * @return a coroutine that returns the process
   * @throws IOException if the program cannot be run
   */
  public static Coroutine<Subprocess> createSubprocessExec(ProcessBuilder builder)
      throws IOException {
    return createSubprocessExec(builder, DEFAULT_LIMIT);
  }

  /**
   * Begins a process, with a limit for its streams.
   *
   * @param builder command, environment, directory, and where the streams go
   * @param limit of the {@link org.asyncio4j.net.StreamReader}s, in bytes
   * @return a coroutine that returns the process
   * @throws IOException if the program cannot be run
   */
  public static Coroutine<Subprocess> createSubprocessExec(ProcessBuilder builder, int limit)
      throws IOException {
    return new Create(builder, limit);
  }

  /**
   * Begins a process of the system's shell: {@code /bin/sh -c}, on Windows {@code cmd.exe /c}.
   * Mirrors {@code asyncio.create_subprocess_shell}. Quoting what comes from elsewhere is up to the
   * caller.
   *
   * @param command a line of the shell
   * @return a coroutine that returns the process, all of whose streams are pipes
   * @throws IOException if the shell cannot be run
   */
  public static Coroutine<Subprocess> createSubprocessShell(String command) throws IOException {
    return createSubprocessShell(command, new ProcessBuilder());
  }

  /**
   * Begins a process of the system's shell.
   *
   * @param command a line of the shell
   * @param builder environment, directory, and where the streams go; its command is set
   * @return a coroutine that returns the process
   * @throws IOException if the shell cannot be run
   */
  public static Coroutine<Subprocess> createSubprocessShell(String command, ProcessBuilder builder)
      throws IOException {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> shell =
        windows ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command);
    return new Create(builder.command(shell), DEFAULT_LIMIT);
  }

  private static final class Create extends Coroutine<Subprocess> {
    private final ProcessBuilder builder;
    private final int limit;

    Create(ProcessBuilder builder, int limit) {
      this.builder = builder;
      this.limit = limit;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      return new Subprocess(builder, limit, Asyncio.getRunningLoop());
    }

    @Override
    protected String qualifiedName() {
      return "create_subprocess_exec";
    }
  }
}
