package dev.chatbrush.gateway.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;

/** A file whose writes go on from a {@link Reserve} when the disk is full. */
final class ReservedFile extends FileBase {
  private final FileChannel file;
  private final Reserve reserve;

  ReservedFile(FileChannel file, Reserve reserve) {
    this.file = file;
    this.reserve = reserve;
  }

  private interface Writing {
    int write() throws IOException;
  }

  private int write(ByteBuffer source, Writing writing) throws IOException {
    int begin = source.position();
    while (true) {
      try {
        return writing.write();
      } catch (IOException e) {
        source.position(begin);
        if (!reserve.give(source.remaining())) {
          throw e;
        }
      }
    }
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return write(source, () -> file.write(source, position));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return write(source, () -> file.write(source));
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    file.force(metadata);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
