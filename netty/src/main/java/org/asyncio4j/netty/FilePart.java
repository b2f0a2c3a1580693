package org.asyncio4j.netty;

import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import org.asyncio4j.net.nio.FileTransfer;

/** A part of a file that Netty has the system send, until it is stopped. */
final class FilePart extends DefaultFileRegion {
  private final FileTransfer file;
  private boolean stopped;

  FilePart(FileTransfer file) throws IOException {
    super(file.file(), file.offset(), file.available());
    this.file = file;
  }

  boolean isOf(FileTransfer other) {
    return file == other;
  }

  /** Lets the file know how much has gone out. */
  void settle() {
    file.sent(transferred());
  }

  /** What has gone out is all of it from now on: Netty drops the part when it looks again. */
  void stop() {
    stopped = true;
    settle();
  }

  @Override
  public long count() {
    return stopped ? transferred() : super.count();
  }

  /** The file is its owner's, who closes it. */
  @Override
  protected void deallocate() {}
}
