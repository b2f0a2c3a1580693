package org.asyncio4j;

import java.io.Serial;

/**
 * What {@link Runner#run} and {@link Asyncio#run} throw when the user has pressed Ctrl-C, once the
 * main task has cleaned up. As in asyncio a second Ctrl-C meanwhile stops the loop with it, at
 * once.
 *
 * <p>Left uncaught by the main thread it ends the JVM with exit status 130, as SIGINT does. A
 * {@link VirtualMachineError}, for that is what goes through tasks and callbacks as Python's {@code
 * KeyboardInterrupt} does: see {@link Asyncio#run}.
 */
public final class KeyboardInterrupt extends VirtualMachineError {
  @Serial private static final long serialVersionUID = 1;

  /** Makes one without a message. */
  public KeyboardInterrupt() {}
}
