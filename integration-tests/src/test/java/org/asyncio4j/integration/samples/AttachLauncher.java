package org.asyncio4j.integration.samples;

import java.io.File;
import java.util.Arrays;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.asyncio4j.integration.support.VirtualClockLauncher;

/**
 * A program that attaches the agent to its own JVM, as a tool or a test framework would, and then
 * hands over to {@link VirtualClockLauncher}: the sample's class loads only after the agent has
 * come.
 */
final class AttachLauncher {
  private AttachLauncher() {}

  /**
   * Attaches the agent and runs a sample.
   *
   * @param args the agent's jar, then the arguments of {@link VirtualClockLauncher}
   */
  public static void main(String[] args) throws Throwable {
    ByteBuddyAgent.attach(new File(args[0]), Long.toString(ProcessHandle.current().pid()));
    VirtualClockLauncher.main(Arrays.copyOfRange(args, 1, args.length));
  }
}
