package org.asyncio4j.net.nio;

import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.net.BaseProtocol;
import org.asyncio4j.net.WriteTransport.WriteBufferLimits;
import org.jspecify.annotations.Nullable;

/** When a protocol is told to pause and to resume writing. Confined to the thread of the loop. */
public final class WaterMarks {
  private static final int DEFAULT_HIGH = 64 * 1024;

  private final EventLoop loop;
  private int high = DEFAULT_HIGH;
  private int low = DEFAULT_HIGH / 4;
  private boolean paused;

  /**
   * Makes marks at 64 and 16 KiB.
   *
   * @param loop told of what a protocol throws
   */
  public WaterMarks(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Moves the marks.
   *
   * @param highMark pause above so many bytes; null for four times {@code lowMark}
   * @param lowMark resume at or below so many bytes; null for a quarter of {@code highMark}
   * @throws IllegalArgumentException unless {@code highMark >= lowMark >= 0}
   */
  public void set(@Nullable Integer highMark, @Nullable Integer lowMark) {
    int newHigh = highMark != null ? highMark : lowMark == null ? DEFAULT_HIGH : 4 * lowMark;
    int newLow = lowMark == null ? newHigh / 4 : lowMark;
    if (newHigh < newLow || newLow < 0) {
      throw new IllegalArgumentException(
          "high (" + newHigh + ") must be >= low (" + newLow + ") must be >= 0");
    }
    high = newHigh;
    low = newLow;
  }

  /** {@return whether the protocol has been told to pause last} */
  public boolean isPaused() {
    return paused;
  }

  /** {@return where the marks are} */
  public WriteBufferLimits get() {
    return new WriteBufferLimits(low, high);
  }

  /**
   * To be called when the buffer has grown.
   *
   * @param size how many bytes it has
   * @param protocol who is told to pause
   */
  public void grown(int size, BaseProtocol protocol) {
    if (size > high && !paused) {
      paused = true;
      try {
        protocol.pauseWriting();
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable t) {
        loop.callExceptionHandler(new ExceptionContext("protocol.pause_writing() failed", t));
      }
    }
  }

  /**
   * To be called when the buffer has shrunk.
   *
   * @param size how many bytes it has
   * @param protocol who is told to resume
   */
  public void shrunk(int size, BaseProtocol protocol) {
    if (paused && size <= low) {
      paused = false;
      try {
        protocol.resumeWriting();
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable t) {
        loop.callExceptionHandler(new ExceptionContext("protocol.resume_writing() failed", t));
      }
    }
  }
}
