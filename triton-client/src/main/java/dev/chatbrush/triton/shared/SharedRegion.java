package dev.chatbrush.triton.shared;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.InferenceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * POSIX shared memory that this process made and one server was told of. Its name, 128 random bits,
 * is known to both alone; only their user may open it; and it has no entry in the file system once
 * the server has it, so that a crash of either leaves nothing behind. It ends with both processes,
 * or when it is closed, the server has let go of it and its buffers are gone. Safe for many threads
 * that write to places of their own.
 *
 * <p>Bytes go in and out in two ways. {@link #write} and {@link #read} copy them: no page is mapped
 * here, so that all are the machine's again when the server lets go, and memory that is not there
 * is an exception. {@link #slice} maps them, for what stays and is written a number at a time.
 *
 * <p>Source: KServe v2, "system shared memory extension"; shm_open(3), which on Linux opens a file
 * in /dev/shm.
 */
public final class SharedRegion implements AutoCloseable {
  private static final Path FOLDER = Path.of("/dev/shm");

  /** What is copied at a time, by way of memory outside of the heap. */
  private static final int CHUNK = 1 << 18;

  private final InferenceClient client;
  private final String name;
  private final int bytes;
  private final RandomAccessFile file;
  private MappedByteBuffer memory;

  private SharedRegion(InferenceClient client, String name, int bytes, RandomAccessFile file) {
    this.client = client;
    this.name = name;
    this.bytes = bytes;
    this.file = file;
  }

  /**
   * Makes a region and tells the server of it.
   *
   * @throws IOException when this machine has no such memory, or not enough of it
   * @throws InferenceException when the server does not take it
   */
  static SharedRegion make(InferenceClient client, String name, int bytes) throws IOException {
    Path path = FOLDER.resolve(name);
    try {
      RandomAccessFile file = create(path, bytes);
      try {
        client.registerSharedMemory(name, "/" + name, bytes);
      } catch (InferenceException refused) {
        file.close();
        throw refused;
      }
      return new SharedRegion(client, name, bytes, file);
    } finally {
      delete(path);
    }
  }

  /** How many bytes it has. */
  public int bytes() {
    return bytes;
  }

  /**
   * The memory from {@code offset} on, little-endian. Writes are seen by the server at once.
   *
   * @throws IndexOutOfBoundsException outside of the region
   */
  public synchronized ByteBuffer slice(int offset, int length) {
    try {
      if (memory == null) {
        memory = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
      }
      return memory.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException noMemory) {
      throw new UncheckedIOException(noMemory);
    }
  }

  /** A tensor whose bytes lie at {@code offset}: as many as type and shape need, from there on. */
  public Tensor tensor(String tensor, DataType type, Shape shape, int offset) {
    int length = Math.toIntExact(shape.elementCount() * type.byteSize());
    return Tensor.ofRaw(tensor, type, shape, slice(offset, length));
  }

  /** The place of as many bytes as the tensor has, from {@code offset} on. */
  public SharedPlace place(Tensor tensor, int offset) {
    return new SharedPlace(name, offset, tensor.data().size());
  }

  /**
   * Copies bytes into the region; the server sees them at once.
   *
   * @throws IOException when the machine has no memory for them
   * @throws IndexOutOfBoundsException outside of the region
   */
  public synchronized void write(int offset, ByteBuffer data) throws IOException {
    requireInside(offset, data.remaining());
    ByteBuffer source = data.duplicate();
    byte[] chunk = new byte[Math.min(CHUNK, source.remaining())];
    file.seek(offset);
    while (source.hasRemaining()) {
      int length = Math.min(chunk.length, source.remaining());
      source.get(chunk, 0, length);
      file.write(chunk, 0, length);
    }
  }

  /**
   * A copy of bytes of the region.
   *
   * @throws IndexOutOfBoundsException outside of the region
   */
  public synchronized byte[] read(int offset, int length) throws IOException {
    requireInside(offset, length);
    byte[] copy = new byte[length];
    file.seek(offset);
    for (int at = 0; at < length; at += CHUNK) {
      file.readFully(copy, at, Math.min(CHUNK, length - at));
    }
    return copy;
  }

  /**
   * Asks the server to let go of it. A server that still uses it for a call says so and is to be
   * asked again, as is one that does not answer; one that was started anew knows of none.
   *
   * @return whether it has
   */
  public boolean release() {
    try {
      client.unregisterSharedMemory(name);
      return true;
    } catch (InferenceException notYet) {
      return false;
    }
  }

  /** Asks the server once to let go of it, and gives up what this process has of it. */
  @Override
  public void close() {
    release();
    giveUp();
  }

  /** This process has no more to do with what lies there. */
  synchronized void giveUp() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireInside(int offset, int length) {
    if (offset < 0 || length < 0 || offset > bytes - length) {
      throw new IndexOutOfBoundsException(
          "%d bytes from %d on lie outside of a region of %d".formatted(length, offset, bytes));
    }
  }

  /** The server hands tensors to its own processes there too, so at most half of it is taken. */
  private static RandomAccessFile create(Path path, int bytes) throws IOException {
    if (!Files.isDirectory(FOLDER) || Files.getFileStore(FOLDER).getUsableSpace() / 2 < bytes) {
      throw new IOException("no room for %d bytes in %s".formatted(bytes, FOLDER));
    }
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(bytes);
    return file;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
