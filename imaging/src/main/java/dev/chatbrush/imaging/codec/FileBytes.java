package dev.chatbrush.imaging.codec;

import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory that stops who reads on and on past its end: the reader of lossless WebP takes
 * zeros there, and with damaged tables it would never be done. Whole files are asked for at most
 * some dozen bytes more than they have.
 */
final class FileBytes extends ImageInputStreamImpl {
  private static final int PATIENCE = 4096;

  private final byte[] bytes;
  private int pastEnd;

  FileBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return isAtEnd() ? -1 : bytes[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  private boolean isAtEnd() throws IIOException {
    if (streamPos < bytes.length) {
      return false;
    }
    if (++pastEnd > PATIENCE) {
      throw new IIOException("the file ends where more of it is needed");
    }
    return true;
  }
}
