package org.asyncio4j;

import java.util.function.Consumer;

/** Stops a loop once what {@link EventLoop#runUntilComplete} waits for is done. */
final class StopWhenComplete implements Consumer<Future<?>> {
  private final EventLoop loop;

  StopWhenComplete(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * A virtual machine error has left the loop by itself; this callback then runs in a later run,
   * which it must not stop.
   */
  @Override
  public void accept(Future<?> done) {
    if (done.state != Future.FAILED || !(done.takeFailure() instanceof VirtualMachineError)) {
      loop.stop();
    }
  }
}
