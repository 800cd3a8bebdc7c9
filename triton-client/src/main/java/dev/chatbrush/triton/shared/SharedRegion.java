package dev.chatbrush.triton.shared;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.InferenceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * POSIX shared memory that this process made and one server was told of. Its name, 128 random bits,
 * is known to both alone; only their user may open it; and it has no entry in the file system once
 * the server has it, so that a crash of either leaves nothing behind. It ends with both processes,
 * or when it is closed and its buffers are gone. Safe for many threads that write to places of
 * their own.
 *
 * <p>Source: KServe v2, "system shared memory extension"; shm_open(3), which on Linux opens a file
 * in /dev/shm.
 */
public final class SharedRegion implements AutoCloseable {
  private static final Path FOLDER = Path.of("/dev/shm");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InferenceClient client;
  private final String name;
  private final MappedByteBuffer memory;

  private SharedRegion(InferenceClient client, String name, MappedByteBuffer memory) {
    this.client = client;
    this.name = name;
    this.memory = memory;
  }

  /**
   * Makes a region and offers it to the client's server; empty where the two cannot share memory:
   * the server runs on another machine or as another user, takes none, or does not answer, or this
   * machine has none to give.
   *
   * @param owner letters, digits and dashes that stay the same when this process is started anew,
   *     and are nobody else's: the server lets go of what the process before had
   */
  public static Optional<SharedRegion> offer(InferenceClient client, String owner, int bytes) {
    String name = owner + "." + HexFormat.of().formatHex(random());
    Path file = FOLDER.resolve(name);
    try {
      for (String known : client.sharedMemory()) {
        if (known.startsWith(owner + ".")) {
          client.unregisterSharedMemory(known);
        }
      }
      MappedByteBuffer memory = map(file, bytes);
      client.registerSharedMemory(name, "/" + name, bytes);
      return Optional.of(new SharedRegion(client, name, memory));
    } catch (IOException | InferenceException cannotShare) {
      return Optional.empty();
    } finally {
      delete(file);
    }
  }

  /** How many bytes it has. */
  public int bytes() {
    return memory.capacity();
  }

  /**
   * The memory from {@code offset} on, little-endian. Writes are seen by the server at once.
   *
   * @throws IndexOutOfBoundsException outside of the region
   */
  public ByteBuffer slice(int offset, int bytes) {
    return memory.slice(offset, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A tensor whose bytes lie at {@code offset}: as many as type and shape need, from there on. */
  public Tensor tensor(String tensor, DataType type, Shape shape, int offset) {
    int bytes = Math.toIntExact(shape.elementCount() * type.byteSize());
    return Tensor.ofRaw(tensor, type, shape, slice(offset, bytes));
  }

  /** The place of a tensor that {@link #tensor} made at this offset. */
  public SharedPlace place(Tensor tensor, int offset) {
    return new SharedPlace(name, offset, tensor.data().size());
  }

  /** Has the server let go of it, if it still runs. */
  @Override
  public void close() {
    try {
      client.unregisterSharedMemory(name);
    } catch (InferenceException gone) {
      return; // with the server its share of the memory went too
    }
  }

  private static MappedByteBuffer map(Path file, int bytes) throws IOException {
    if (!Files.isDirectory(FOLDER) || Files.getFileStore(FOLDER).getUsableSpace() < bytes) {
      throw new IOException("no room in " + FOLDER); // a page that cannot be had ends the process
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static byte[] random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return bits;
  }
}
